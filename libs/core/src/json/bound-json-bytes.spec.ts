import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boundJsonBytes } from './bound-json-bytes.js';
import type { JsonValue } from './json-value.js';

const bytesOf = (value: JsonValue): number => Buffer.byteLength(JSON.stringify(value));

describe('the bound of a size', () => {
  it('is never below the size', () => {
    const values = fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<JsonValue>;
    fc.assert(
      fc.property(values, (value) => {
        expect(boundJsonBytes(value, Infinity)).toBeGreaterThanOrEqual(bytesOf(value));
      }),
    );
  });

  it.each<[JsonValue]>([['\u0000\u0001'], ['\ud800'], ['日本'], [-1.1e-300 / 7], [false], [[]], [{ '\n': [null] }]])(
    'holds where JSON is longest: %j',
    (value) => {
      expect(boundJsonBytes(value, Infinity)).toBeGreaterThanOrEqual(bytesOf(value));
    },
  );

  it('is above what was enough as soon as the value is, and then looks no further', () => {
    let looks = 0;
    const item = new Proxy({ a: 1 }, { ownKeys: (target) => ((looks += 1), Reflect.ownKeys(target)) });
    const list = Array.from({ length: 1_000 }, () => item) as unknown as JsonValue;
    expect(boundJsonBytes(list, 100)).toBeGreaterThan(100);
    expect(looks).toBeLessThan(5);
  });
});
