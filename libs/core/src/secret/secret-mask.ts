/** Takes known values out of what is about to be shown or kept, in whatever form of `secretForms` they stand there. Learns values, never
 *  gives one back. What it does not know passes: it is the last wall, references are the first. */
import { isJsonObject, type JsonArray, type JsonValue } from '../json/json-value.js';
import { secretForms } from './secret-forms.js';
import { secretLabel, secretLimits } from './secret-name.js';

/** A text that is shorter was hardly cut, and may end with a word that a secret begins with. */
const shortestCut = 100;

/** Signs that may follow where a text was cut. */
const afterCut = 4;

/** A piece of a text that has to go. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** A form of one of the values. */
interface Form {
  readonly text: string;
  readonly name: string;
}

/** Knows values of secrets and masks them. */
export class SecretMask {
  /** By value: the same secret may have had another one before. The oldest comes first. */
  readonly #known = new Map<string, readonly Form[]>();
  #forms: readonly Form[] = [];
  readonly #most: number;

  /** @param most values that are kept; beyond them the one that was learnt longest ago is forgotten. Default: all are. */
  constructor(most = Infinity) {
    this.#most = most;
  }

  /** True when nothing has to be looked for. */
  get isEmpty(): boolean {
    return this.#forms.length === 0;
  }

  /** Masks this value as `••• NAME` from now on. A value too short to be told from a word is not learnt. */
  learn(name: string, value: string): void {
    if (value.trim().length < secretLimits.leastCharacters) return;
    const key = `${name} ${value}`;
    const forms = this.#known.get(key) ?? secretForms(value).map((text) => ({ text, name }));
    const isNew = !this.#known.delete(key);
    this.#known.set(key, forms);
    for (const [oldest] of this.#known) if (this.#known.size > this.#most) this.#known.delete(oldest);
    if (isNew) this.#forms = [...this.#known.values()].flat();
  }

  /** The text without known values. The same text where there is none in it. */
  text(text: string): string {
    if (this.isEmpty || text.length < secretLimits.leastCharacters) return text;
    const spans = this.#forms.flatMap((form) => spansOf(form, text));
    return spans.length === 0 ? text : withoutSpans(text, spans);
  }

  /** The same with every text in it, names of members and numbers too, masked: the same value where nothing was, else a frozen one. */
  json<Value extends JsonValue>(value: Value): Value {
    return this.isEmpty ? value : (this.#json(value) as Value);
  }

  #json(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.#number(value);
    if (Array.isArray(value)) return this.#list(value as JsonArray);
    return isJsonObject(value) ? this.#object(value) : value;
  }

  /** A value of digits comes back as a number where somebody has parsed it. */
  #number(value: number): JsonValue {
    const text = String(value);
    const masked = this.text(text);
    return masked === text ? value : masked;
  }

  #list(list: JsonArray): JsonArray {
    const masked = list.map((item) => this.#json(item));
    return masked.some((item, index) => item !== list[index]) ? Object.freeze(masked) : list;
  }

  #object(object: Readonly<Record<string, JsonValue>>): JsonValue {
    let isSame = true;
    const entries = Object.entries(object).map(([name, member]) => {
      // An event may have members that are not there yet: JSON leaves them out.
      const masked = [this.text(name), member === undefined ? member : this.#json(member)] as const;
      isSame &&= masked[0] === name && masked[1] === member;
      return masked;
    });
    return isSame ? object : Object.freeze(Object.fromEntries(entries));
  }
}

/** Where the form stands, and where its beginning is all that a cut has left of it. */
function spansOf({ text: form, name }: Form, text: string): readonly Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + form.length)) {
    spans.push({ start, end: start + form.length, name });
  }
  const cut = text.length < shortestCut ? null : cutSpan(form, text);
  return cut ? [...spans, { ...cut, name }] : spans;
}

function cutSpan(form: string, text: string): Omit<Span, 'name'> | null {
  const head = form.slice(0, secretLimits.leastCharacters);
  const from = Math.max(0, text.length - form.length - afterCut);
  for (let start = text.indexOf(head, from); start >= 0; start = text.indexOf(head, start + 1)) {
    let end = start + head.length;
    while (end < text.length && text[end] === form[end - start]) end += 1;
    if (text.length - end <= afterCut) return { start, end };
  }
  return null;
}

/** Spans that overlap become one, with the name of the longest: else a piece of one value would be left beside the label of another. */
function withoutSpans(text: string, spans: readonly Span[]): string {
  const [first, ...rest] = [...spans].sort((one, other) => one.start - other.start || other.end - one.end);
  let shown = '';
  let done = 0;
  let open = first as Span;
  const close = (): void => {
    shown += text.slice(done, open.start) + secretLabel(open.name);
    done = open.end;
  };
  for (const span of rest) {
    if (span.start < open.end) open = joined(open, span);
    else {
      close();
      open = span;
    }
  }
  close();
  return shown + text.slice(done);
}

function joined(one: Span, other: Span): Span {
  const longer = other.end - other.start > one.end - one.start ? other : one;
  return { start: one.start, end: Math.max(one.end, other.end), name: longer.name };
}
