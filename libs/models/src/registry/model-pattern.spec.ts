import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchesModelPattern } from './model-pattern.js';

describe('a pattern of model names', () => {
  it.each([
    ['openai/gpt-4o', 'openai/gpt-4o', true],
    ['openai/gpt-4o', 'openai/gpt-4o-mini', false],
    ['gpt-4o', 'openai/gpt-4o', true],
    ['gpt-4o', 'azure/gpt-4o', true],
    ['openai/*', 'openai/gpt-4o', true],
    ['openai/*', 'azure/gpt-4o', false],
    ['*', 'a/b', true],
    ['gpt-*-mini', 'openai/gpt-4o-mini', true],
    ['gpt-*-mini', 'openai/gpt-mini', false],
    ['*4o*', 'openai/gpt-4o-mini', true],
    ['a*a', 'x/a', false],
    ['a*a', 'x/aa', true],
    ['*ab*ab', 'x/ab', false],
    ['*ab*ab', 'x/abab', true],
    ['**', 'x/anything', true],
    ['openai/gpt.4o', 'openai/gpt-4o', false],
  ])('%s and %s: %s', (pattern, name, matches) => {
    expect(matchesModelPattern(pattern, name)).toBe(matches);
  });

  it('agrees with the regular expression that it stands for', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
    fc.assert(
      fc.property(pattern, name, (stars, text) => {
        const expression = new RegExp(`^${stars.replaceAll('*', '.*')}$`);
        expect(matchesModelPattern(stars, `p/${text}`)).toBe(expression.test(text));
      }),
      { numRuns: 500 },
    );
  });
});
