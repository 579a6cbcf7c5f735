import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redisName } from './redis-name.js';

const texts = fc.string({ unit: fc.constantFrom('{', '}', ':', '%', 'a', '7B') });

describe('Names of keys', () => {
  it('have the tag in the first pair of braces, whatever is in it', () => {
    expect(redisName('ice', 'org_ex_1', ['entries'])).toBe('ice:{org_ex_1}:entries');
    expect(redisName('ice', 'a}b{c:%', ['d:e', '{f}'])).toBe('ice:{a%7Db%7Bc:%25}:d%3Ae:%7Bf%7D');
    expect(redisName('ice', '', [])).toBe('ice:{%}');
  });

  it('differ where tags or parts do', () => {
    const places = fc.tuple(texts, fc.array(texts, { maxLength: 3 }));
    const property = fc.property(places, places, ([tag, parts], [otherTag, otherParts]) => {
      const isSame = JSON.stringify([tag, parts]) === JSON.stringify([otherTag, otherParts]);
      expect(redisName('p', tag, parts) === redisName('p', otherTag, otherParts)).toBe(isSame);
    });
    fc.assert(property, { numRuns: 500 });
  });
});
