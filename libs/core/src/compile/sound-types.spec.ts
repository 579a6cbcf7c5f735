/** Documents whose types hold: nothing is said about them. */
import { describe, expect, it } from '@jest/globals';
import { diagnosticsOf } from './testing/sample-blueprint.js';
import { typedBlueprints } from './testing/typed-blueprints.js';
import { typedContainers } from './testing/typed-containers.js';

describe('a document is sound because of', () => {
  it.each([...typedBlueprints, ...typedContainers])('%s', (_name, document) => {
    expect(diagnosticsOf(document)).toEqual([]);
  });
});
