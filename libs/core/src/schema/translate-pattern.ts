/**
 * Regular expressions of JSON Schema (ECMAScript, `u` flag) in the notation of the linear-time engine. What that engine
 * would read differently is rewritten; what it cannot do in linear time is refused, never approximated.
 */
import { engineProperty } from './unicode-property.js';

/** A pattern the engine reads as ECMAScript would, or why there is none. */
export type PatternTranslation =
  | { readonly ok: true; readonly pattern: string }
  | { readonly ok: false; readonly code: 'regex-invalid' | 'regex-unsafe'; readonly message: string };

/** Translates a pattern. Takes time linear in its length. The engine still checks brackets and repetitions. */
export function translatePattern(source: string): PatternTranslation {
  try {
    return { ok: true, pattern: new Translator(source).translate() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}

class Refusal extends Error {
  constructor(
    readonly code: 'regex-invalid' | 'regex-unsafe',
    message: string,
  ) {
    super(message);
  }
}

const SPACES = String.raw`\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;

/** Everything but `SPACES`, spelled out: a class cannot hold the complement of another one. */
const NOT_SPACES = String.raw`\x{0}-\x{8}\x{e}-\x{1f}!-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}`;

const ANYTHING = String.raw`[\x{0}-\x{10ffff}]`;
const NOTHING = String.raw`[^\x{0}-\x{10ffff}]`;
const NOT_A_LINE_END = String.raw`[^\n\r\x{2028}\x{2029}]`;

const CONTROL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
]);

/** One member of a class, or one atom outside of it: a code point, or a set in the engine's notation for classes. */
type ClassMember = { readonly codePoint: number } | { readonly set: string };

class Translator {
  readonly #source: string;
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  translate(): string {
    const parts: string[] = [];
    while (this.#position < this.#source.length) parts.push(this.#part());
    return parts.join('');
  }

  #part(): string {
    const character = this.#take();
    if (character === '\\') return this.#escape();
    if (character === '[') return this.#class();
    if (character === '(') return this.#group();
    if (character === '{') return this.#braces();
    if (character === '.') return NOT_A_LINE_END;
    return character === ']' || character === '}' ? `\\${character}` : character;
  }

  /** A repetition, or a brace that stands for itself. */
  #braces(): string {
    const repetition = this.#match(/\d+(?:,\d*)?\}/y);
    if (repetition === undefined) return String.raw`\{`;
    const [least = '', most = ''] = repetition.slice(0, -1).split(',');
    if (most !== '' && Number(least) > Number(most)) throw invalid('the numbers of a repetition are out of order');
    return `{${repetition}`;
  }

  /** Captures are never read, so every group becomes a plain one. */
  #group(): string {
    if (this.#match(/\?:/y) !== undefined || !this.#isNext('?')) return '(?:';
    if (this.#match(/\?<?[=!]/y) !== undefined)
      throw unsafe('lookahead and lookbehind cannot be judged in linear time');
    if (this.#match(/\?<[\p{ID_Start}$_][\p{ID_Continue}$]*>/uy) !== undefined) return '(?:';
    const caseFlag = this.#match(/\?-?i:/y);
    if (caseFlag !== undefined) return `(${caseFlag}`;
    throw invalid('the group that begins with (? is not one of ECMAScript');
  }

  #escape(): string {
    const boundary = this.#match(/[bB]/y);
    if (boundary !== undefined) return `\\${boundary}`;
    if (this.#match(/k|[1-9]/y) !== undefined) throw unsafe('a reference to a group cannot be judged in linear time');
    const member = this.#member();
    return 'set' in member ? `[${member.set}]` : hex(member.codePoint);
  }

  #class(): string {
    const isNegated = this.#match(/\^/y) !== undefined;
    const parts: string[] = [];
    while (!this.#isNext(']')) parts.push(this.#classPart());
    this.#take();
    if (parts.length === 0) return isNegated ? ANYTHING : NOTHING;
    return `[${isNegated ? '^' : ''}${parts.join('')}]`;
  }

  /** One member of a class, or a range of two. */
  #classPart(): string {
    const first = this.#classMember();
    const isRange = this.#isNext('-') && this.#source[this.#position + 1] !== ']';
    if (!isRange) return classText(first);
    this.#take();
    const last = this.#classMember();
    if ('set' in first || 'set' in last) return `${classText(first)}\\-${classText(last)}`;
    if (first.codePoint > last.codePoint) throw invalid('a range of a class is out of order');
    return `${hex(first.codePoint)}-${hex(last.codePoint)}`;
  }

  #classMember(): ClassMember {
    const character = this.#takeCharacter();
    if (character !== '\\') return { codePoint: character.codePointAt(0) as number };
    return this.#match(/b/y) === undefined ? this.#member() : { codePoint: 0x08 };
  }

  /** What an escape stands for; the backslash has been read. */
  #member(): ClassMember {
    const letter = this.#takeCharacter();
    if (letter === 'd' || letter === 'D' || letter === 'w' || letter === 'W') return { set: `\\${letter}` };
    if (letter === 's' || letter === 'S') return { set: letter === 's' ? SPACES : NOT_SPACES };
    if (letter === 'p' || letter === 'P') return this.#property(letter);
    const control = CONTROL_ESCAPES.get(letter);
    return { codePoint: control ?? this.#numericEscape(letter) ?? identity(letter) };
  }

  #property(letter: string): ClassMember {
    const braced = this.#match(/\{[\w=]+\}/y);
    if (braced === undefined) throw invalid(`\\${letter} needs the name of a property in braces`);
    const name = braced.slice(1, -1);
    if (name === 'ASCII') return { set: letter === 'p' ? String.raw`\x{0}-\x{7f}` : String.raw`\x{80}-\x{10ffff}` };
    const property = engineProperty(name);
    if (property === undefined) throw unsafe(`the Unicode property ${name} is not supported`);
    return { set: `\\${letter}{${property}}` };
  }

  #numericEscape(letter: string): number | undefined {
    if (letter === '0') return this.#match(/(?!\d)/y) === undefined ? undefined : 0;
    if (letter === 'x') return this.#hexDigits(/[0-9a-fA-F]{2}/y);
    if (letter === 'u') return this.#unicodeEscape();
    const control = letter === 'c' ? this.#match(/[a-zA-Z]/y) : undefined;
    return control === undefined ? undefined : control.charCodeAt(0) % 32;
  }

  #unicodeEscape(): number | undefined {
    const braced = this.#match(/\{[0-9a-fA-F]+\}/y);
    if (braced !== undefined) return checkedCodePoint(Number.parseInt(braced.slice(1), 16));
    const pair = this.#match(/d[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}/iy);
    if (pair === undefined) return this.#hexDigits(/[0-9a-fA-F]{4}/y);
    const [high, low] = [Number.parseInt(pair.slice(0, 4), 16), Number.parseInt(pair.slice(6), 16)];
    return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  }

  #hexDigits(shape: RegExp): number | undefined {
    const digits = this.#match(shape);
    return digits === undefined ? undefined : Number.parseInt(digits, 16);
  }

  /** Reads what a sticky expression matches here. These expressions are ours, short, and never backtrack. */
  #match(shape: RegExp): string | undefined {
    shape.lastIndex = this.#position;
    const text = shape.exec(this.#source)?.[0];
    this.#position += text?.length ?? 0;
    return text;
  }

  #isNext(character: string): boolean {
    return this.#source[this.#position] === character;
  }

  #take(): string {
    this.#position += 1;
    return this.#source[this.#position - 1] as string;
  }

  /** Reads one whole code point; the pattern may not end here. */
  #takeCharacter(): string {
    const codePoint = this.#source.codePointAt(this.#position);
    if (codePoint === undefined) throw invalid('it ends in the middle of a class or an escape');
    const character = String.fromCodePoint(codePoint);
    this.#position += character.length;
    return character;
  }
}

/** An escape without a meaning of its own stands for its character, but a letter or digit might mean something elsewhere. */
function identity(character: string): number {
  if (/[a-zA-Z0-9]/.test(character)) throw invalid(`\\${character} is not an escape of ECMAScript`);
  return character.codePointAt(0) as number;
}

function checkedCodePoint(codePoint: number): number {
  if (codePoint > 0x10ffff) throw invalid('a code point is larger than U+10FFFF');
  return codePoint;
}

function classText(member: ClassMember): string {
  return 'set' in member ? member.set : hex(member.codePoint);
}

function hex(codePoint: number): string {
  return `\\x{${codePoint.toString(16)}}`;
}

function invalid(message: string): Refusal {
  return new Refusal('regex-invalid', message);
}

function unsafe(message: string): Refusal {
  return new Refusal('regex-unsafe', message);
}
