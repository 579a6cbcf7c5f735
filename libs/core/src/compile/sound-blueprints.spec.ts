/** Sound blueprints in the shapes that people really write, after workflows of others: the compiler has nothing to say about them, not
 *  even a warning. */
import { describe, expect, it } from '@jest/globals';
import { soundCases } from './testing/cases/sound-cases.js';
import { diagnosticsOf } from './testing/sample-blueprint.js';

describe.each(soundCases)('a sound blueprint in a shape of %s', (_family, cases) => {
  it.each(Object.entries(cases))('has no finding: %s', (_name, document) => {
    expect(diagnosticsOf(document)).toEqual([]);
  });
});
