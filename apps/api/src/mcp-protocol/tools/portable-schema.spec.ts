import { describe, expect, it } from '@jest/globals';
import { portableMembers, withoutTuples } from './portable-schema.js';

const text = { type: 'string' };
const number = { type: 'number' };

describe('a schema without tuples', () => {
  it('has lists of what may stand in them', () => {
    const closed = { type: 'array', prefixItems: [text, number], items: false, minItems: 2 };
    expect(withoutTuples(closed)).toEqual({
      type: 'array',
      items: { anyOf: [text, number] },
      minItems: 2,
      maxItems: 2,
    });
    const open = { type: 'array', prefixItems: [text], items: number };
    expect(withoutTuples(open)).toEqual({ type: 'array', items: { anyOf: [text, number] } });
    expect(withoutTuples({ type: 'array', prefixItems: [text] })).toEqual({ type: 'array' });
  });

  it('has them at every depth, and keeps everything else', () => {
    const tuple = { type: 'array', prefixItems: [text], items: false };
    const list = { type: 'array', items: { anyOf: [text] }, maxItems: 1 };
    const schema = (item: object): object => ({
      type: 'object',
      properties: { items: item, prefixItems: text, enum: item, rest: { type: 'array', items: item } },
      required: ['items'],
      additionalProperties: false,
    });
    expect(withoutTuples(schema(tuple) as never)).toEqual(schema(list));
    const values = { enum: [{ prefixItems: [1], items: false }, ['a']] };
    expect(withoutTuples(values)).toEqual(values);
  });
});

describe('the members of a portable schema', () => {
  it('are objects, also where anything or nothing fits', () => {
    expect(portableMembers({ a: true, b: false, c: text })).toEqual({ a: {}, b: { not: {} }, c: text });
  });
});
