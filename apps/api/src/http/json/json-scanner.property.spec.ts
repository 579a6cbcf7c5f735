/** The byte guard against the engine's own parser: they agree on the grammar, and nothing makes either of them throw. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '@ice/core';
import { FORBIDDEN_KEYS } from './key-check.js';
import { parseJsonBody } from './parse-json-body.js';

/** `ICE_LONG=1` tries many more cases. */
const times = process.env['ICE_LONG'] === '1' ? 10 : 1;

const NAMED_CODES = [
  'malformed-json',
  'body-not-object',
  'json-too-deep',
  'json-too-large',
  'key-too-long',
  'duplicate-key',
  'forbidden-key',
  'number-out-of-range',
];

const codeOf = (bytes: Uint8Array): string => {
  const result = parseJsonBody(bytes, {}, 'object-or-list');
  return result.ok ? 'accepted' : result.problem.code;
};

const enginesVerdict = (bytes: Uint8Array): boolean => {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
};

const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, min: -9e15, max: 9e15 }).map((value) => (Object.is(value, -0) ? 0 : value)),
);
const key = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !FORBIDDEN_KEYS.includes(text));
const text = fc.string({ unit: 'binary', maxLength: 40 });
const { value: jsonValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    number,
    text,
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
  ),
}));
const jsonObject = fc.dictionary(key, jsonValue, { noNullPrototype: true }) as fc.Arbitrary<JsonObject>;

/** A valid document with a few of its bytes overwritten, taken out or put in. */
const mutated = fc
  .tuple(
    jsonObject.map((value) => Buffer.from(JSON.stringify(value))),
    fc.array(
      fc.record({
        at: fc.nat(),
        kind: fc.constantFrom('overwrite', 'remove', 'insert'),
        byte: fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('{}[]",:\\u0eE-+.'))),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([bytes, changes]) => {
    const result = [...bytes];
    for (const { at, kind, byte } of changes) {
      const place = at % (result.length + 1);
      result.splice(place, kind === 'insert' ? 0 : 1, ...(kind === 'remove' ? [] : [byte]));
    }
    return Uint8Array.from(result);
  });

/** Short texts made of the pieces of JSON, so that a good part of them is nearly valid. */
const pieces = fc
  .array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '"',
      '\\',
      '\\n',
      '1',
      '0',
      '-',
      '.',
      'e',
      '+',
      'true',
      'nul',
      ' ',
      '\n',
      'é',
    ),
    { maxLength: 10 },
  )
  .map((parts) => Buffer.from(parts.join('')));

describe('the byte guard', () => {
  it('gives back every JSON value that was written by JSON.stringify', () => {
    fc.assert(
      fc.property(jsonObject, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const written = Buffer.from(JSON.stringify(value, null, indent));

        expect(parseJsonBody(written)).toEqual({ ok: true, value });
      }),
      { numRuns: 100 * times },
    );
  });

  it('gives back a value all of whose characters are escaped', () => {
    const escape = (written: string): string =>
      written.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

    fc.assert(
      fc.property(jsonObject, (value) => {
        expect(parseJsonBody(Buffer.from(escape(JSON.stringify(value))))).toEqual({ ok: true, value });
      }),
    );
  });

  it('refuses a mutated document with a named code, or the engine accepts it too and no prototype changes', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        const code = codeOf(bytes);

        if (code === 'accepted') expect(enginesVerdict(bytes)).toBe(true);
        else expect(NAMED_CODES).toContain(code);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 500 * times },
    );
  });

  it('accepts nothing that the engine refuses, and calls nothing malformed that the engine accepts', () => {
    fc.assert(
      fc.property(pieces, (bytes) => {
        expect(codeOf(bytes)).not.toBe(enginesVerdict(bytes) ? 'malformed-json' : 'accepted');
      }),
      { numRuns: 1_000 * times },
    );
  });

  it('lets a number through exactly when a double holds it honestly', () => {
    const digits = (maxLength: number) =>
      fc.string({ unit: fc.constantFrom(...'0000123456789'), minLength: 1, maxLength });
    const literal = fc
      .tuple(
        fc.constantFrom('', '-'),
        digits(20).map((text) => text.replace(/^0+(?=.)/, '')),
        fc.option(digits(20), { nil: '' }),
        fc.option(fc.integer({ min: -400, max: 400 }), { nil: '' }),
      )
      .map(([sign, integer, fraction, exponent]) => ({
        mantissa: `${sign}${integer}${fraction && `.${fraction}`}`,
        exponent: exponent === '' ? '' : `e${exponent}`,
      }));

    fc.assert(
      fc.property(literal, ({ mantissa, exponent }) => {
        const value = Number(mantissa + exponent);
        const isHonest = Math.abs(value) <= Number.MAX_SAFE_INTEGER && (value !== 0 || !/[1-9]/.test(mantissa));

        expect(codeOf(Buffer.from(`[${mantissa}${exponent}]`))).toBe(isHonest ? 'accepted' : 'number-out-of-range');
      }),
      { numRuns: 500 * times },
    );
  });

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(['accepted', ...NAMED_CODES]).toContain(codeOf(bytes));
      }),
      { numRuns: 500 * times },
    );
  });

  it('knows a key that comes again, however each of the two is escaped', () => {
    const hex = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    const spell = (name: string, escapes: readonly boolean[]): string =>
      [...name]
        .map((unit, index) => (escapes[index % escapes.length] ? hex(unit) : JSON.stringify(unit).slice(1, -1)))
        .join('');
    const spelling = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 });
    const plainKey = fc.string({ maxLength: 20 }).filter((name) => !FORBIDDEN_KEYS.includes(name));

    fc.assert(
      fc.property(plainKey, spelling, spelling, (name, left, right) => {
        const body = `{"${spell(name, left)}":1,"between":2,"${spell(name, right)}":3}`;

        expect(codeOf(Buffer.from(body))).toBe('duplicate-key');
      }),
    );
  });
});
