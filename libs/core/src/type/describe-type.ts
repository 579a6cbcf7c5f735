/** Types as people read them: `string`, `"a" | "b"`, `string[]`, `{title: string, tags?: string[]}`. One line, cut when it is long. */
import { mostItems } from './list-bounds.js';
import { optionsOf } from './options-of.js';
import type { KnownType, ListType, ObjectType, Type } from './type.js';
import { typeLimits } from './type-limits.js';

/** The type in words, at most some 80 characters; what is cut shows as `…`. */
export function describeType(type: Type): string {
  const writer = new TypeWriter();
  writeType(type, writer, 0);
  return writer.text();
}

/** Collects a text and knows when it is long enough, so that a type of any size costs the same. */
class TypeWriter {
  #text = '';

  get isFull(): boolean {
    return this.#text.length > typeLimits.description;
  }

  write(text: string): void {
    if (!this.isFull) this.#text += text;
  }

  /** Writes parts with a text between them; stops where there is no more room. */
  writeEach<Part>(parts: Iterable<Part>, between: string, write: (part: Part) => void): void {
    let isFirst = true;
    for (const part of parts) {
      if (this.isFull) return;
      if (!isFirst) this.write(between);
      isFirst = false;
      write(part);
    }
  }

  text(): string {
    return this.isFull ? `${this.#text.slice(0, typeLimits.description)}…` : this.#text;
  }
}

const deepest = 6;

function writeType(type: Type, writer: TypeWriter, depth: number): void {
  const options = optionsOf(type);
  if (options === null) return writer.write('unknown');
  if (options.length === 0) return writer.write('nothing');
  if (depth > deepest) return writer.write('…');
  // Null stands last: what the value mostly is comes first.
  const ordered = [...options].sort((left, right) => Number(left.kind === 'null') - Number(right.kind === 'null'));
  writer.writeEach(ordered, ' | ', (option) => writeOption(option, writer, depth + 1));
}

function writeOption(option: KnownType, writer: TypeWriter, depth: number): void {
  if (option.kind === 'list') return writeList(option, writer, depth);
  if (option.kind === 'object') return writeObject(option, writer, depth);
  const values = option.kind === 'null' ? undefined : option.values;
  if (values === undefined) return writer.write(option.kind === 'number' && option.integer ? 'integer' : option.kind);
  writer.writeEach<string | number | boolean>(values, ' | ', (value) => writer.write(JSON.stringify(value)));
}

function writeList(list: ListType, writer: TypeWriter, depth: number): void {
  if (list.prefix.length === 0 && list.rest?.kind === 'unknown') return writer.write('list');
  if (list.prefix.length === 0 && list.rest !== null) {
    writeItem(list.rest, writer, depth);
    return writer.write('[]');
  }
  writer.write('[');
  writer.writeEach(list.prefix, ', ', (item) => writeType(item, writer, depth));
  if (mostItems(list) > list.prefix.length && list.rest !== null) {
    writer.write(', ...');
    writeItem(list.rest, writer, depth);
    writer.write('[]');
  }
  writer.write(']');
}

/** What stands before `[]`: several options need brackets. */
function writeItem(item: Type, writer: TypeWriter, depth: number): void {
  const options = optionsOf(item) ?? [];
  const isSeveral =
    options.length > 1 || options.some((option) => 'values' in option && (option.values?.length ?? 0) > 1);
  writer.write(isSeveral ? '(' : '');
  writeType(item, writer, depth);
  writer.write(isSeveral ? ')' : '');
}

function writeObject({ members, rest }: ObjectType, writer: TypeWriter, depth: number): void {
  if (members.size === 0 && rest?.kind === 'unknown') return writer.write('object');
  writer.write('{');
  writer.writeEach(members, ', ', ([name, { type, required }]) => {
    writer.write(`${/^\w+$/.test(name) ? name : JSON.stringify(name)}${required ? '' : '?'}: `);
    writeType(type, writer, depth);
  });
  if (rest !== null && rest.kind !== 'unknown') {
    writer.write(members.size > 0 ? ', *: ' : '*: ');
    writeType(rest, writer, depth);
  }
  writer.write('}');
}
