import { describe, expect, it } from '@jest/globals';
import { compileSchema } from '../schema/index.js';
import { inputsSchema } from './inputs-schema.js';

describe('the inputs of a blueprint as one schema', () => {
  it('is a closed object in which inputs without a default are required', () => {
    const list = { type: 'array', items: { type: 'string' } };
    expect(inputsSchema({ list, limit: { type: 'integer', default: 3 }, any: true })).toEqual({
      type: 'object',
      properties: { list, limit: { type: 'integer', default: 3 }, any: true },
      required: ['list', 'any'],
      additionalProperties: false,
    });
  });

  it('means the same for an input whose references lead into its own schema', () => {
    const tags = { $ref: '#/$defs/tags', $defs: { tags: { type: 'array', items: { type: 'string' } } } };
    const judge = compileSchema(inputsSchema({ tags }));
    expect(judge({ tags: ['a'] })).toEqual([]);
    expect(judge({ tags: [1] })).toHaveLength(1);
  });
});
