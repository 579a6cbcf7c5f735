import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../json/json-value.js';
import { misfitMessage } from './misfit-message.js';
import { misfitOf } from './misfit.js';
import { typeOfSchema } from './type-of-schema.js';
import { listOfType, neverType, numberType, objectOfTypes, stringType, unknownType, type Type } from './type.js';
import { unionOf } from './union-of.js';

function closed(properties: JsonObject, required: readonly string[] = Object.keys(properties)): JsonObject {
  return { type: 'object', properties, required, additionalProperties: false };
}

const text = { type: 'string' };
const number = { type: 'number' };
const form = (kind: string, name: string): JsonObject => closed({ kind: { const: kind }, [name]: text });

describe('what fits', () => {
  it.each<[string, JsonObject | boolean, JsonObject | boolean]>([
    ['anything where anything is wanted', closed({ a: text }), true],
    ['the unknown anywhere', true, text],
    ['what cannot happen anywhere', false, text],
    ['a number as an integer', number, { type: 'integer' }],
    ['a text as one of some', text, { enum: ['a', 'b'] }],
    ['texts that may be one of some', { enum: ['b', 'c'] }, { enum: ['a', 'b'] }],
    ['a kind that is one of several', number, { type: ['number', 'string'] }],
    ['several kinds that are all taken', { type: ['number', 'null'] }, { type: ['null', 'string', 'number'] }],
    ['a member that may be absent where it may be', closed({ a: text }, []), closed({ a: text }, [])],
    ['a member that is there where it may be absent', closed({ a: text }), closed({ a: text }, [])],
    [
      'an object with more where others are taken',
      closed({ a: text, b: number }),
      { ...closed({ a: text }), additionalProperties: true },
    ],
    ['a member that may be too much', closed({ a: text, b: number }, ['a']), closed({ a: text })],
    ['an open object where a member is wanted', { type: 'object' }, closed({ a: text })],
    [
      'a list of any length where some are wanted',
      { type: 'array', items: text },
      { type: 'array', items: text, minItems: 2 },
    ],
    ['an empty list as any list', { type: 'array', items: false }, { type: 'array', items: text }],
    ['one form of several', form('a', 'x'), { anyOf: [form('a', 'x'), form('b', 'y')] }],
  ])('%s', (_what, found, wanted) => {
    expect(misfitOf(typeOfSchema(found), typeOfSchema(wanted))).toBeNull();
  });
});

describe('what does not fit', () => {
  it.each<[string, JsonObject, JsonObject | boolean]>([
    ['x is string[], to.tags needs number | string', { type: 'array', items: text }, { type: ['number', 'string'] }],
    ['x is string | number, to.tags needs number', { type: ['string', 'number'] }, number],
    ['x may be null, to.tags needs string', { type: ['string', 'null'] }, text],
    ['x is null, to.tags needs string', { type: 'null' }, text],
    ['x is string | null, to.tags needs number', { type: ['string', 'null'] }, number],
    ['x is "c", to.tags needs "a" | "b"', { const: 'c' }, { enum: ['a', 'b'] }],
    ['x is 1.5, to.tags needs integer', { const: 1.5 }, { type: 'integer' }],
    ['x is string, to.tags needs nothing', text, false],
    [
      'x.a.b is number, to.tags.a.b needs string',
      closed({ a: closed({ b: number }) }),
      closed({ a: closed({ b: text }) }),
    ],
    ['x.a may be missing, to.tags.a needs string', closed({ a: text }, []), closed({ a: text })],
    ['x.a is missing, to.tags.a needs string', closed({}), closed({ a: text })],
    ['x.a may be missing, to.tags.a needs string', { type: 'object', additionalProperties: text }, closed({ a: text })],
    ['x["odd name"] is not taken, to.tags["odd name"] is no such field', closed({ 'odd name': text }), closed({})],
    ['x.b is number, to.tags.b needs string', closed({ b: number }), { type: 'object', additionalProperties: text }],
    ['x[*] is number, to.tags[*] needs string', { type: 'array', items: number }, { type: 'array', items: text }],
    [
      'x[*] is number, to.tags[*] needs string',
      { type: 'object', additionalProperties: number },
      { type: 'object', additionalProperties: text },
    ],
    [
      'x[1] is number, to.tags[1] needs string',
      { type: 'array', prefixItems: [text, number], items: false, minItems: 2 },
      { type: 'array', items: text },
    ],
    [
      'x[1] is missing, to.tags[1] needs string',
      { type: 'array', items: text, maxItems: 1 },
      { type: 'array', items: text, minItems: 2 },
    ],
    [
      'x[1] is not taken, to.tags[1] is no such field',
      { type: 'array', items: text, minItems: 2 },
      { type: 'array', items: text, maxItems: 1 },
    ],
    [
      'x.x is number, to.tags.x needs string',
      closed({ kind: { const: 'a' }, x: number }),
      { anyOf: [form('b', 'y'), form('a', 'x')] },
    ],
    ['x.kind is "c", to.tags.kind needs "a"', form('c', 'x'), { anyOf: [form('a', 'x'), form('b', 'x')] }],
  ])('%s', (message, found, wanted) => {
    const misfit = misfitOf(typeOfSchema(found), typeOfSchema(wanted));
    expect(misfit && misfitMessage(misfit, 'to.tags', 'x')).toBe(message);
  });

  it('is told of the place alone where nobody gives the source', () => {
    const misfit = misfitOf(objectOfTypes({ a: numberType, b: stringType }), objectOfTypes({ a: stringType }));
    expect(misfit && misfitMessage(misfit, 'tool_args')).toBe('tool_args.a is number, it needs string');
    const unexpected = misfitOf(objectOfTypes({ b: stringType }), objectOfTypes({}));
    expect(unexpected && misfitMessage(unexpected, 'tool_args')).toBe(
      'tool_args.b is not taken, there is no such field',
    );
  });

  it('is data: the path, both types and the reason', () => {
    const wanted = objectOfTypes({ rows: listOfType(stringType) });
    expect(misfitOf(objectOfTypes({ rows: listOfType(unionOf([stringType, numberType])) }), wanted)).toEqual({
      path: ['rows', '*'],
      found: unionOf([stringType, numberType]),
      wanted: stringType,
      reason: 'kind',
    });
    expect(misfitOf(objectOfTypes({}), wanted)).toMatchObject({ path: ['rows'], found: neverType, reason: 'missing' });
  });
});

describe('types that share their parts', () => {
  function shared(leaf: Type, levels: number): Type {
    let type = leaf;
    for (let level = 0; level < levels; level += 1) type = objectOfTypes({ a: type, b: type });
    return type;
  }

  it('are compared part by part, not as they would be written out', () => {
    expect(misfitOf(shared(stringType, 50), shared(numberType, 50))).toMatchObject({ reason: 'kind' });
    expect(misfitOf(shared(stringType, 50), shared(stringType, 50))).toBeNull();
  });

  it('are not judged deeper than a limit', () => {
    expect(misfitOf(shared(stringType, 10_000), shared(numberType, 10_000))).toBeNull();
    expect(misfitOf(unknownType, shared(numberType, 10_000))).toBeNull();
  });
});
