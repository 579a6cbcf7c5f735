import { describe, expect, it } from '@jest/globals';
import { describeType } from './describe-type.js';
import { itemType, memberType } from './member-type.js';
import { isNullable, orNull, withoutNull } from './nullability.js';
import { typeOfSchema } from './type-of-schema.js';
import { nullType, stringType, unknownType } from './type.js';

const article = typeOfSchema({
  type: 'object',
  properties: { title: { type: 'string' }, note: { type: 'string' } },
  required: ['title'],
  additionalProperties: false,
});

describe('what lies inside a type', () => {
  it.each([
    ['title', 'string'],
    ['note', 'string | null'],
    ['other', 'null'],
  ])('the member %s of an article is %s', (name, text) => {
    expect(describeType(memberType(article, name))).toBe(text);
  });

  it('is null behind a null, unknown behind the unknown, and nothing in what has no members', () => {
    expect(describeType(memberType(orNull(article), 'title'))).toBe('string | null');
    expect(memberType(unknownType, 'title')).toBe(unknownType);
    expect(describeType(memberType(stringType, 'title'))).toBe('nothing');
  });

  it('may be absent where only the others of a map are known', () => {
    const map = typeOfSchema({ type: 'object', additionalProperties: { type: 'number' } });
    expect(describeType(memberType(map, 'any'))).toBe('number | null');
  });

  it('of a list are its items, wherever they stand', () => {
    const list = typeOfSchema({ type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } });
    expect(describeType(itemType(list))).toBe('string | number');
    expect(itemType(unknownType)).toBe(unknownType);
    expect(describeType(itemType(stringType))).toBe('nothing');
  });
});

describe('null as an option', () => {
  it('comes and goes', () => {
    expect([
      isNullable(nullType),
      isNullable(orNull(stringType)),
      isNullable(stringType),
      isNullable(unknownType),
    ]).toEqual([true, true, false, false]);
    expect(withoutNull(orNull(stringType))).toBe(stringType);
    expect(describeType(withoutNull(nullType))).toBe('nothing');
    expect(orNull(unknownType)).toBe(unknownType);
  });
});
