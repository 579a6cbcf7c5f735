/** Intrinsic functions (`States.Format('…', $.a)`) as calls of our own functions. */
import { literal } from './cel.js';
import { readPath } from './json-path.js';
import { NotClaimed } from './not-claimed.js';
import type { Broken, Computed, Scope } from './scope.js';

/** An argument: its expression, and the text where it is one that is written out: as it is, and as it is written. */
interface Argument {
  readonly cel: string;
  readonly text?: string;
  readonly escaped?: string;
}

type Build = (args: readonly string[], written: readonly Argument[]) => string;

const builders: Readonly<Record<string, Build>> = {
  Array: (args) => `[${args.join(', ')}]`,
  ArrayPartition: ([list, size]) => `chunk(${list}, ${size})`,
  ArrayContains: ([list, item]) => `contains(${list}, ${item})`,
  ArrayRange: ([start, end, step]) => `range(${start}, ${step} > 0 ? ${end} + 1 : ${end} - 1, ${step})`,
  ArrayGetItem: ([list, index]) => `${list}[${index}]`,
  ArrayLength: ([list]) => `size(${list})`,
  ArrayUnique: ([list]) => `distinct(${list})`,
  Base64Encode: ([text]) => `base64_encode(${text})`,
  Base64Decode: ([text]) => `base64_decode(${text})`,
  JsonToString: ([value]) => `json(${value})`,
  StringToJson: ([text]) => `parse_json(${text})`,
  MathAdd: ([left, right]) => `${whole(left as string)} + ${whole(right as string)}`,
  Format: (args, [template]) => formatted(template?.escaped, args.slice(1)),
  StringSplit: ([text], [, separators]) => splitAt(text as string, separators?.text),
  Hash: ([text], [, algorithm]) => hashed(text as string, algorithm?.text),
  JsonMerge: ([left, right, deep]) => merged(left as string, right as string, deep as string),
};

/** A call, its arguments and all calls inside. */
export function callIntrinsic(text: string, scope: Scope): Computed {
  const reader = new CallReader(text, scope);
  const { cel } = reader.value();
  return { cel, broken: reader.broken };
}

/** Reads one call from left to right. */
class CallReader {
  readonly broken: Broken[] = [];
  private rest: string;

  constructor(
    text: string,
    private readonly scope: Scope,
  ) {
    this.rest = text.trim();
  }

  value(): Argument {
    const text = this.take(/^'((?:[^'\\]|\\.)*)'/);
    if (text) return written(text[1] as string);
    const plain = this.take(/^(?:-?\d+(?:\.\d+)?|true|false|null)\b/);
    if (plain) return { cel: plain[0] };
    const call = this.take(/^States\.(\w+)\(/);
    if (call) return this.call(call[1] as string);
    const path = this.take(/^\$(?:\[(?:'[^']*'|[^\]'])*\]|[^,()[\]\s])*/);
    if (path) return this.path(path[0]);
    throw new NotClaimed('intrinsic-function', this.rest);
  }

  private call(name: string): Argument {
    const args: Argument[] = [];
    while (!this.take(/^\)/)) {
      args.push(this.value());
      this.take(/^,/);
    }
    const build = builders[name];
    if (!build) throw new NotClaimed('intrinsic-function', name);
    return {
      cel: `(${build(
        args.map((argument) => argument.cel),
        args,
      )})`,
    };
  }

  private path(path: string): Argument {
    const { cel, broken } = readPath(path, this.scope);
    this.broken.push(...broken);
    return { cel };
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    const match = pattern.exec(this.rest);
    if (match) this.rest = this.rest.slice(match[0].length).trimStart();
    return match;
  }
}

function written(escaped: string): Argument {
  const text = unescaped(escaped);
  return { cel: literal(text), text, escaped };
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

/** Sums are of whole numbers: a half goes up. */
function whole(cel: string): string {
  return `floor(${cel} + 0.5)`;
}

/** Text with `{}` for each value; a template that is no literal cannot be taken apart. */
function formatted(template: string | undefined, values: readonly string[]): string {
  if (template === undefined)
    throw new NotClaimed('intrinsic-function', 'a template of Format that is read from a path');
  const pieces = template.split(/(?<!\\)\{\}/).map((piece) => literal(unescaped(piece)));
  return pieces
    .flatMap((piece, index) => [piece, ...(index < values.length ? [`string(${values[index]})`] : [])])
    .join(' + ');
}

/** Any of the separators splits; what is empty between two of them is dropped. */
function splitAt(text: string, separators: string | undefined): string {
  const [first, ...others] = separators ?? '';
  if (first === undefined)
    throw new NotClaimed('intrinsic-function', 'a separator of StringSplit that is read from a path');
  const oneKind = others.reduce((cel, other) => `${cel}.replace(${literal(other)}, ${literal(first)})`, text);
  return `${oneKind}.split(${literal(first)}).filter(piece, piece != "")`;
}

function hashed(text: string, algorithm: string | undefined): string {
  if (algorithm !== 'SHA-256') throw new NotClaimed('intrinsic-function', `Hash ${algorithm}`);
  return `sha256(${text})`;
}

function merged(left: string, right: string, deep: string): string {
  if (deep !== 'false') throw new NotClaimed('intrinsic-function', 'a deep JsonMerge');
  return `merge(${left}, ${right})`;
}
