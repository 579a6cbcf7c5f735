import vm from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonValue } from './json-value.js';
import { sealJson } from './seal-json.js';

const plenty = 1_000_000;

/** Lists or objects inside each other. */
function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
}

function isFrozenToItsLeaves(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenToItsLeaves);
}

class Point {
  constructor(readonly x: number) {}
}

describe('a sealed value', () => {
  it('is an equal copy of any JSON, frozen to its leaves, and shares nothing that can change', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const sealed = sealJson(value, plenty);
        expect(sealed).toEqual({ ok: true, value, bytes: expect.any(Number) });
        expect(sealed.ok && isFrozenToItsLeaves(sealed.value)).toBe(true);
        expect(sealed.ok && sealed.value === value && typeof value === 'object' && value !== null).toBe(false);
      }),
    );
  });

  it('does not notice what its giver does next', () => {
    const list = [1, { deep: [2] }];
    const sealed = sealJson({ list }, plenty);
    (list[1] as { deep: number[] }).deep.push(3);
    list.push(4);
    expect(sealed).toMatchObject({ value: { list: [1, { deep: [2] }] } });
  });

  it('leaves out members that are undefined', () => {
    expect(sealJson({ a: 1, b: undefined }, plenty)).toMatchObject({ ok: true, value: { a: 1 } });
    const sealed = sealJson({ b: undefined }, plenty);
    expect(sealed.ok && Object.keys(sealed.value as object)).toEqual([]);
  });

  it('keeps a member named __proto__ as a member', () => {
    const value: unknown = JSON.parse('{"__proto__": {"admin": true}, "a": 1}');
    const sealed = sealJson(value, plenty);
    if (!sealed.ok) throw new Error(sealed.message);
    expect(Object.getPrototypeOf(sealed.value)).toBe(Object.prototype);
    expect(JSON.stringify(sealed.value)).toBe('{"__proto__":{"admin":true},"a":1}');
    expect((sealed.value as { admin?: boolean }).admin).toBeUndefined();
  });

  it('takes what another realm has made', () => {
    const value: unknown = vm.runInNewContext('({ list: [{ a: 1 }] })');
    expect(sealJson(value, plenty)).toMatchObject({ ok: true, value: { list: [{ a: 1 }] } });
  });

  it('takes objects without a prototype, and gives plain ones', () => {
    const value = Object.assign(Object.create(null) as object, { a: 1 });
    const sealed = sealJson(value, plenty);
    expect(sealed.ok && Object.getPrototypeOf(sealed.value)).toBe(Object.prototype);
  });
});

describe('a list of a class of its own', () => {
  it('is sealed as a plain list', () => {
    class Basket extends Array<number> {}
    const sealed = sealJson(Basket.from([1, 2]), plenty);
    expect(sealed).toMatchObject({ ok: true, value: [1, 2] });
    expect(sealed.ok && Object.getPrototypeOf(sealed.value)).toBe(Array.prototype);
  });
});

describe('what is no JSON', () => {
  it.each([
    ['NaN', NaN, 'The value: NaN is no JSON number.'],
    ['Infinity', { a: [Infinity] }, 'At /a/0: Infinity is no JSON number.'],
    ['undefined', undefined, 'The value: undefined is no JSON value.'],
    ['a list with undefined', [1, undefined], 'At /1: undefined is no JSON value.'],
    ['a list with a hole', Object.assign([1], { 2: 3 }), 'At /1: undefined is no JSON value.'],
    ['a function', { run: () => 1 }, 'At /run: function is no JSON value.'],
    ['a symbol', { s: Symbol('s') }, 'At /s: symbol is no JSON value.'],
    ['a bigint', 10n, 'The value: bigint is no JSON value.'],
    ['a date', { at: new Date(0) }, 'At /at: an instance of Date is no JSON value.'],
    ['a map', new Map(), 'The value: an instance of Map is no JSON value.'],
    ['an instance of a class', [new Point(1)], 'At /0: an instance of Point is no JSON value.'],
    ['bytes', Buffer.from('x'), 'The value: an instance of Buffer is no JSON value.'],
    ['an error', new TypeError('x'), 'The value: an instance of TypeError is no JSON value.'],
  ])('%s is refused at its place', (_what, value, message) => {
    expect(sealJson(value, plenty)).toEqual({ ok: false, problem: 'not-json', message });
  });

  it('is reported once, by the first place', () => {
    expect(sealJson({ a: NaN, b: 10n }, plenty)).toMatchObject({ message: 'At /a: NaN is no JSON number.' });
  });
});

describe('the limits', () => {
  it.each([
    ['lists', (inner: unknown) => [inner]],
    ['objects', (inner: unknown) => ({ inner })],
  ])('allow %s in each other 200 deep and no deeper', (_what, wrap) => {
    expect(sealJson(nested(200, wrap), plenty)).toMatchObject({ ok: true });
    expect(sealJson(nested(201, wrap), plenty)).toMatchObject({ ok: false, problem: 'too-deep' });
  });

  it('end a value that contains itself', () => {
    const ring: unknown[] = [];
    ring.push(ring);
    expect(sealJson(ring, plenty)).toMatchObject({ ok: false, problem: 'too-deep' });
  });

  it('end a value that shares its parts again and again', () => {
    expect(
      sealJson(
        nested(150, (inner) => [inner, inner]),
        plenty,
      ),
    ).toMatchObject({ ok: false, problem: 'too-large' });
  });

  it.each<[JsonValue]>([['x'.repeat(100)], [Array.from({ length: 20 }, () => 'four')], [{ ['k'.repeat(100)]: 1 }]])(
    'refuse what is larger than allowed, to the byte',
    (value) => {
      const sealed = sealJson(value, plenty);
      if (!sealed.ok) throw new Error(sealed.message);
      expect(sealJson(value, sealed.bytes)).toEqual(sealed);
      expect(sealJson(value, sealed.bytes - 1)).toEqual({
        ok: false,
        problem: 'too-large',
        message: `The value is larger than ${sealed.bytes - 1} bytes.`,
      });
    },
  );

  it('count about as many bytes as JSON has', () => {
    const value = { name: 'x'.repeat(1_000), list: Array.from({ length: 100 }, () => 'abcdef') };
    const sealed = sealJson(value, plenty);
    const length = JSON.stringify(value).length;
    expect(sealed.ok && Math.abs(sealed.bytes - length) / length).toBeLessThan(0.1);
  });
});
