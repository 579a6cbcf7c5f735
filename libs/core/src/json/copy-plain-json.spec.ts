import { describe, expect, it } from '@jest/globals';
import { copyPlainJson } from './copy-plain-json.js';

const limits = { maxDepth: 3, maxValues: 20, maxKeyLength: 5 };

/** A value that contains itself. */
function endless(): unknown {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  return value;
}

describe('copying plain JSON', () => {
  it('gives a frozen copy and leaves the original as it is', () => {
    const value = { a: [1, { b: null }] };
    const result = copyPlainJson(value, limits);
    expect(result).toEqual({ ok: true, value });
    const copy = (result.ok && result.value) as unknown as typeof value;
    expect([copy, copy.a, copy.a[1]].map(Object.isFrozen)).toEqual([true, true, true]);
    expect([value, value.a].map(Object.isFrozen)).toEqual([false, false]);
  });

  it('leaves out members that are undefined', () => {
    expect(copyPlainJson({ a: undefined, b: 1 }, limits)).toEqual({ ok: true, value: { b: 1 } });
  });

  it.each<[string, unknown, string, string]>([
    ['a value too deep', [[[[]]]], 'too-deep', '/0/0/0'],
    ['a value that contains itself', endless(), 'too-deep', '/self/self/self'],
    ['too many values', Array.from({ length: 30 }, () => 0), 'too-large', '/19'],
    ['a long key', { abcdef: 1 }, 'key-too-long', '/abcdef'],
    ['__proto__', JSON.parse('{"a":{"__proto__":1}}'), 'forbidden-key', '/a/__proto__'],
    ['a number that JSON cannot write', { a: NaN }, 'not-json', '/a'],
    ['a hole in a list', [undefined], 'not-json', '/0'],
    ['a date', { a: new Date(0) }, 'not-json', '/a'],
    ['a map', { a: new Map() }, 'not-json', '/a'],
    ['a function', () => 1, 'not-json', ''],
    ['a BigInt', [1n], 'not-json', '/0'],
  ])('refuses %s and says where', (_name, value, reason, pointer) => {
    expect(copyPlainJson(value, limits)).toEqual({ ok: false, problem: { reason, pointer } });
  });

  it('names the first of several problems', () => {
    const result = copyPlainJson({ a: NaN, b: NaN }, limits);
    expect(result).toEqual({ ok: false, problem: { reason: 'not-json', pointer: '/a' } });
  });
});
