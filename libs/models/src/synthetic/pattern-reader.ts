/** Reads the regular expressions that a text can be made from. Reads only: no expression is ever run here. */
import { anyCharacter, deniedClass, escapedClass, negatedClass, propertyClass } from './character-class.js';
import { emptyPattern } from './pattern-node.js';
import type { CharacterRange, PatternNode } from './pattern-node.js';

/**
 * The expression as a tree. Undefined where it holds something else than literals, classes, groups, alternatives,
 * repetitions and anchors, which are taken for the empty text.
 */
export function readPattern(pattern: string): PatternNode | undefined {
  try {
    return new PatternReader(pattern).whole();
  } catch (error) {
    if (error instanceof UnreadablePattern) return undefined;
    throw error;
  }
}

class UnreadablePattern extends Error {}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' };
const controlLetter = /c([a-zA-Z])/uy;
const repetition = /(?:([*+?])|\{(\d{1,9})(,(\d{0,9}))?\})\??/uy;
const groupStart = /\((?:\?-?i?:|\?P?<[A-Za-z_]\w*>)?(?!\?)/uy;
const hexadecimal = /x\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})/uy;
const property = /p(?:\{([\w=]+)\}|([A-Z]))/uy;
const deniedProperty = /P(?:\{([\w=]+)\}|([A-Z]))/uy;

class PatternReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): PatternNode {
    const node = this.#choice();
    return this.#isAtEnd() ? node : unreadable();
  }

  #choice(): PatternNode {
    const options = [this.#sequence()];
    while (this.#takes('|')) options.push(this.#sequence());
    return options.length === 1 ? (options[0] ?? emptyPattern) : { kind: 'choice', options };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (!this.#isAtEnd() && !this.#isBefore('|') && !this.#isBefore(')')) parts.push(this.#repeated(this.#atom()));
    return { kind: 'sequence', parts };
  }

  #atom(): PatternNode {
    if (this.#match(groupStart)) return this.#restOfGroup();
    const character = this.#take();
    if (character === '^' || character === '$') return emptyPattern;
    if (character === '[') return { kind: 'characters', ranges: this.#restOfSet() };
    if (character === '.') return { kind: 'characters', ranges: anyCharacter };
    if (character === '\\') return this.#restOfEscape();
    return '(*+?'.includes(character) ? unreadable() : { kind: 'characters', ranges: [single(character)] };
  }

  #restOfGroup(): PatternNode {
    const node = this.#choice();
    return this.#takes(')') ? node : unreadable();
  }

  #repeated(part: PatternNode): PatternNode {
    const match = this.#match(repetition);
    if (!match) return part;
    const [, sign, least = '0', comma, most = ''] = match;
    if (sign !== undefined)
      return { kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    const open = most === '' ? Infinity : Number(most);
    return { kind: 'repeat', part, least: Number(least), most: comma === undefined ? Number(least) : open };
  }

  #restOfEscape(): PatternNode {
    const isAnchor = ['b', 'B', 'A', 'z'].some((letter) => this.#takes(letter));
    return isAnchor ? emptyPattern : { kind: 'characters', ranges: this.#escaped() };
  }

  #escaped(): readonly CharacterRange[] {
    const code = this.#match(hexadecimal)?.slice(1).find(Boolean);
    if (code !== undefined) return [single(String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)))];
    const name = this.#match(property)?.slice(1).find(Boolean);
    if (name !== undefined) return propertyClass(name) ?? unreadable();
    const denied = this.#match(deniedProperty)?.slice(1).find(Boolean);
    if (denied !== undefined) return deniedClass(denied) ?? unreadable();
    const letter = this.#match(controlLetter)?.[1];
    if (letter !== undefined) return [single(String.fromCharCode(letter.charCodeAt(0) % 32))];
    const character = this.#take();
    const known = escapedClass(character);
    if (known) return known;
    const control = Object.hasOwn(controls, character) ? controls[character] : undefined;
    if (control === undefined && /[a-zA-Z0-9]/.test(character)) return unreadable();
    return [single(control ?? character)];
  }

  /** After `[`: members up to the bracket that ends the set; one directly at the start is a member. */
  #restOfSet(): readonly CharacterRange[] {
    if (this.#takes('^]')) return anyCharacter;
    const start = this.#position - 1;
    const isNegated = this.#takes('^');
    const ranges = [...this.#member()];
    while (!this.#takes(']')) ranges.push(...this.#member());
    return isNegated ? negatedClass(this.#text.slice(start, this.#position), ranges) : ranges;
  }

  #member(): readonly CharacterRange[] {
    const start = this.#setCharacter();
    const [from] = start;
    if (!from || start.length > 1 || from[0] !== from[1] || !this.#isRange()) return start;
    this.#take();
    const [to] = this.#setCharacter();
    return to && to[1] >= from[0] ? [[from[0], to[1]]] : unreadable();
  }

  #setCharacter(): readonly CharacterRange[] {
    if (this.#isBefore('[:')) return unreadable();
    if (this.#takes('\\b')) return [single('\b')];
    return this.#takes('\\') ? this.#escaped() : [single(this.#take())];
  }

  #isRange(): boolean {
    return this.#isBefore('-') && !this.#isBefore('-]');
  }

  #isAtEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  #isBefore(text: string): boolean {
    return this.#text.startsWith(text, this.#position);
  }

  #takes(text: string): boolean {
    if (!this.#isBefore(text)) return false;
    this.#position += text.length;
    return true;
  }

  #take(): string {
    const code = this.#text.codePointAt(this.#position);
    if (code === undefined) return unreadable();
    const character = String.fromCodePoint(code);
    this.#position += character.length;
    return character;
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#position;
    const match = expression.exec(this.#text);
    if (match) this.#position = expression.lastIndex;
    return match;
  }
}

function single(character: string): CharacterRange {
  const code = character.codePointAt(0) ?? 0;
  return [code, code];
}

function unreadable(): never {
  throw new UnreadablePattern();
}
