/**
 * The byte guard: reads a whole document once, before `JSON.parse`, and names the first thing that is wrong with it.
 * It never recurses, never allocates for a token, never takes more than linear time, and never throws for bad bytes.
 */
import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  LINE_FEED,
  LOWER_F,
  LOWER_N,
  LOWER_T,
  MINUS,
  NINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  SPACE,
  TAB,
  ZERO,
} from './byte.js';
import { readEscape } from './escape-check.js';
import type { JsonLimits } from './json-limits.js';
import type { JsonProblem, JsonProblemCode } from './json-problem.js';
import { EMPTY_KEY_HASH, hashCodePoint, isForbiddenKey, readKey } from './key-check.js';
import { KeyTable } from './key-table.js';
import { isNumberInRange, readNumber } from './number-check.js';
import { CODE_POINT_MASK, LENGTH_SHIFT, readUtf8 } from './utf8-check.js';

/** The kind of a document's outermost value. */
export type JsonTopLevel = 'object' | 'list' | 'scalar';

/** What the guard says of a document. `offset` is where its outermost value begins. */
export type JsonScan =
  | { readonly ok: true; readonly topLevel: JsonTopLevel; readonly offset: number }
  | { readonly ok: false; readonly problem: JsonProblem };

/** Judges a document. `{ok: true}` means that `JSON.parse` accepts its text and that every bound is kept. */
export function scanJson(bytes: Buffer, limits: JsonLimits): JsonScan {
  return new JsonScanner(bytes, limits).scan();
}

/** Bytes that stand for themselves inside a string: printable ASCII but the quote and the backslash. */
const IS_PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= SPACE && byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
);

const LITERALS = new Map<number, Uint8Array>([
  [LOWER_T, Buffer.from('true')],
  [LOWER_F, Buffer.from('false')],
  [LOWER_N, Buffer.from('null')],
]);

/** Stands in the stack of open containers for a list; an object stands there with its own number, from 1. */
const LIST = 0;

const MOST_ECHOED = 64;

const KEYS = new KeyTable();

class JsonScanner {
  readonly #bytes: Buffer;
  readonly #limits: JsonLimits;
  readonly #open: Uint32Array;
  #depth = 0;
  #tokens = 0;
  #position = 0;
  /** True right after an opening bracket: no comma is due yet, and the container may close. */
  #isFresh = false;
  #problem: JsonProblem | null = null;

  constructor(bytes: Buffer, limits: JsonLimits) {
    this.#bytes = bytes;
    this.#limits = limits;
    this.#open = new Uint32Array(limits.maxDepth);
  }

  scan(): JsonScan {
    KEYS.beginDocument(this.#limits.maxTokens);
    this.#skipWhitespace();
    const offset = this.#position;
    if (this.#value()) while (this.#depth > 0 && this.#next());
    if (this.#problem === null) this.#end();
    if (this.#problem !== null) return { ok: false, problem: this.#problem };
    return { ok: true, topLevel: topLevelOf(this.#bytes[offset]), offset };
  }

  /** What is due inside a container: its end, or its next member. False when the document is refused. */
  #next(): boolean {
    this.#skipWhitespace();
    const container = this.#open[this.#depth - 1] as number;
    const byte = this.#bytes[this.#position];
    if (byte === (container === LIST ? CLOSE_LIST : CLOSE_OBJECT)) return this.#close();
    if (this.#isFresh) this.#isFresh = false;
    else if (byte !== COMMA) return this.#malformed(container === LIST ? 'expected , or ]' : 'expected , or }');
    else this.#advance();
    return container === LIST ? this.#value() : this.#key(container) && this.#value();
  }

  #value(): boolean {
    const byte = this.#bytes[this.#position];
    if (byte === undefined) return this.#malformed('a value is missing');
    if (!this.#countToken()) return false;
    if (byte === QUOTE) return this.#string();
    if (byte === MINUS || (byte >= ZERO && byte <= NINE)) return this.#number();
    if (byte === OPEN_OBJECT) return this.#enter(KEYS.openObject());
    if (byte === OPEN_LIST) return this.#enter(LIST);
    return this.#literal(byte);
  }

  #enter(container: number): boolean {
    const { maxDepth } = this.#limits;
    if (this.#depth >= maxDepth) return this.#refuse('json-too-deep', `more than ${maxDepth} levels of nesting`);
    this.#open[this.#depth] = container;
    this.#depth += 1;
    this.#position += 1;
    this.#isFresh = true;
    return true;
  }

  #close(): boolean {
    this.#depth -= 1;
    this.#position += 1;
    this.#isFresh = false;
    return true;
  }

  #string(): boolean {
    const bytes = this.#bytes;
    let position = this.#position + 1;
    for (;;) {
      while (IS_PLAIN[bytes[position] as number] === 1) position += 1;
      if (bytes[position] === QUOTE) break;
      const character = this.#specialCharacter(position);
      if (character < 0) return false;
      position += character >> LENGTH_SHIFT;
    }
    this.#position = position + 1;
    return true;
  }

  /** A key with the colon after it. */
  #key(owner: number): boolean {
    if (this.#bytes[this.#position] !== QUOTE) return this.#malformed('expected a key in double quotes');
    if (!this.#countToken()) return false;
    const start = this.#position;
    const hash = this.#hashedKey();
    if (this.#problem !== null || !this.#isKeyAllowed(owner, start, hash)) return false;
    this.#skipWhitespace();
    if (this.#bytes[this.#position] !== COLON) return this.#malformed('expected : after the key');
    this.#advance();
    return true;
  }

  /** Reads a key to the end of its closing quote and gives its hash; sets the problem where it breaks. */
  #hashedKey(): number {
    const bytes = this.#bytes;
    let position = this.#position + 1;
    let room = this.#limits.maxKeyLength;
    let hash = EMPTY_KEY_HASH;
    for (let byte = bytes[position]; byte !== QUOTE; byte = bytes[position]) {
      const isPlain = IS_PLAIN[byte as number] === 1;
      const character = isPlain ? (1 << LENGTH_SHIFT) | (byte as number) : this.#specialCharacter(position);
      if (character < 0) return hash;
      const codePoint = character & CODE_POINT_MASK;
      room -= codePoint > 0xffff ? 2 : 1;
      if (room < 0) return this.#keyTooLong(hash);
      hash = hashCodePoint(hash, codePoint);
      position += character >> LENGTH_SHIFT;
    }
    this.#position = position + 1;
    return hash;
  }

  #isKeyAllowed(owner: number, start: number, hash: number): boolean {
    const bytes = this.#bytes;
    const end = this.#position;
    if (isForbiddenKey(bytes, start, end, hash)) {
      return this.#refuse('forbidden-key', `the key ${echo(bytes, start, end)} is not allowed`, start);
    }
    if (KEYS.add(bytes, owner, hash, start)) return true;
    return this.#refuse('duplicate-key', `the key ${echo(bytes, start, end)} stands twice in one object`, start);
  }

  /** The character at `position` that is not plain: packed as by `readUtf8`, or -1 with the problem set. */
  #specialCharacter(position: number): number {
    const byte = this.#bytes[position];
    if (byte === undefined) return this.#noCharacter('the text ends inside a string', this.#bytes.length);
    if (byte < SPACE) return this.#noCharacter('a control character in a string must be escaped', position);
    const isEscape = byte === BACKSLASH;
    const character = isEscape ? readEscape(this.#bytes, position) : readUtf8(this.#bytes, position);
    if (character >= 0) return character;
    return this.#noCharacter(isEscape ? 'not an escape, or half of a surrogate pair' : 'not UTF-8', position);
  }

  #noCharacter(message: string, offset: number): -1 {
    this.#malformed(message, offset);
    return -1;
  }

  #keyTooLong(hash: number): number {
    this.#refuse('key-too-long', `a key is longer than ${this.#limits.maxKeyLength} characters`);
    return hash;
  }

  #number(): boolean {
    const start = this.#position;
    const end = readNumber(this.#bytes, start);
    if (end < 0) return this.#malformed('expected a digit', ~end);
    if (!isNumberInRange(this.#bytes, start, end)) {
      return this.#refuse(
        'number-out-of-range',
        'a number is beyond ±(2^53 − 1) or too small to be told from 0',
        start,
      );
    }
    this.#position = end;
    return true;
  }

  #literal(byte: number): boolean {
    const literal = LITERALS.get(byte);
    if (literal === undefined) return this.#malformed('expected a value');
    for (let index = 1; index < literal.length; index += 1) {
      const offset = this.#position + index;
      if (this.#bytes[offset] !== literal[index]) return this.#malformed('expected true, false or null', offset);
    }
    this.#position += literal.length;
    return true;
  }

  /** Nothing but whitespace may follow the outermost value. */
  #end(): void {
    this.#skipWhitespace();
    if (this.#position < this.#bytes.length) this.#malformed('something follows the end of the document');
  }

  #countToken(): boolean {
    this.#tokens += 1;
    const { maxTokens } = this.#limits;
    return this.#tokens <= maxTokens || this.#refuse('json-too-large', `more than ${maxTokens} tokens`);
  }

  #advance(): void {
    this.#position += 1;
    this.#skipWhitespace();
  }

  #skipWhitespace(): void {
    while (isWhitespace(this.#bytes[this.#position])) this.#position += 1;
  }

  #malformed(message: string, offset = this.#position): false {
    return this.#refuse('malformed-json', message, Math.min(offset, this.#bytes.length));
  }

  #refuse(code: JsonProblemCode, message: string, offset = this.#position): false {
    this.#problem = { code, message, offset };
    return false;
  }
}

function isWhitespace(byte: number | undefined): boolean {
  return byte === SPACE || byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === TAB;
}

function topLevelOf(byte: number | undefined): JsonTopLevel {
  if (byte === OPEN_OBJECT) return 'object';
  return byte === OPEN_LIST ? 'list' : 'scalar';
}

/** A key as it may be shown: quoted, and cut when long. */
function echo(bytes: Buffer, start: number, end: number): string {
  const key = readKey(bytes, start, end);
  return JSON.stringify(key.length > MOST_ECHOED ? `${key.slice(0, MOST_ECHOED)}…` : key);
}
