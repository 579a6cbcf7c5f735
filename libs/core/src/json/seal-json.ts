/** Makes foreign values safe to keep: a deep-frozen copy that is plain JSON and not too large. Who handed the value over may go on
 *  changing it; nobody will notice. */
import type { JsonValue } from './json-value.js';

/** The sealed value with about its size in bytes of JSON (strings by UTF-16 length, numbers as eight), or what is wrong with it. */
export type SealResult =
  | { readonly ok: true; readonly value: JsonValue; readonly bytes: number }
  | { readonly ok: false; readonly problem: 'not-json' | 'too-large' | 'too-deep'; readonly message: string };

const maxDepth = 200;

/** Seals a value. Undefined members of objects are left out, as JSON does. */
export function sealJson(value: unknown, maxBytes: number): SealResult {
  const sealer = new Sealer(maxBytes);
  const sealedValue = sealer.seal(value, '', 0);
  if (sealer.problem) return sealer.problem;
  return { ok: true, value: sealedValue, bytes: sealer.bytes };
}

class Sealer {
  bytes = 0;
  problem: Extract<SealResult, { ok: false }> | null = null;

  constructor(private readonly maxBytes: number) {}

  seal(value: unknown, pointer: string, depth: number): JsonValue {
    if (this.problem) return null;
    switch (typeof value) {
      case 'string':
        return this.pay(value, value.length + 2);
      case 'boolean':
        return this.pay(value, 5);
      case 'number':
        return Number.isFinite(value) ? this.pay(value, 8) : this.refuse(pointer, `${value} is no JSON number`);
      case 'object':
        return this.sealObject(value, pointer, depth);
      default:
        return this.refuse(pointer, `${typeof value} is no JSON value`);
    }
  }

  private sealObject(value: object | null, pointer: string, depth: number): JsonValue {
    if (value === null) return this.pay(null, 4);
    if (depth >= maxDepth) return this.fail('too-deep', `The value is nested deeper than ${maxDepth} levels.`);
    this.pay(null, 2);
    if (Array.isArray(value)) return this.sealList(value, pointer, depth);
    if (!isPlain(value)) {
      return this.refuse(pointer, `an instance of ${value.constructor?.name || 'a class'} is no JSON value`);
    }
    return this.sealMembers(value, pointer, depth);
  }

  /** By index: `map` passes over holes, and a list of a class of its own may answer it with anything. */
  private sealList(list: readonly unknown[], pointer: string, depth: number): JsonValue {
    const copy: JsonValue[] = [];
    for (let index = 0; index < list.length && !this.problem; index += 1) {
      copy.push(this.seal(list[index], `${pointer}/${index}`, depth + 1));
    }
    return Object.freeze(copy);
  }

  private sealMembers(value: object, pointer: string, depth: number): JsonValue {
    const copy: Record<string, JsonValue> = {};
    for (const [key, member] of Object.entries(value)) {
      if (member === undefined) continue;
      this.pay(null, key.length + 4);
      const sealedMember = this.seal(member, `${pointer}/${key}`, depth + 1);
      if (key === '__proto__') Object.defineProperty(copy, key, { value: sealedMember, enumerable: true });
      else copy[key] = sealedMember;
      if (this.problem) return null;
    }
    return Object.freeze(copy);
  }

  private pay<T extends JsonValue>(value: T, bytes: number): T {
    this.bytes += bytes;
    if (this.bytes > this.maxBytes) this.fail('too-large', `The value is larger than ${this.maxBytes} bytes.`);
    return value;
  }

  private refuse(pointer: string, what: string): null {
    return this.fail('not-json', pointer === '' ? `The value: ${what}.` : `At ${pointer}: ${what}.`);
  }

  private fail(problem: 'not-json' | 'too-large' | 'too-deep', message: string): null {
    this.problem ??= { ok: false, problem, message };
    return null;
  }
}

/** True for `{}` and `Object.create(null)` of any realm, false for dates, maps and class instances. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
