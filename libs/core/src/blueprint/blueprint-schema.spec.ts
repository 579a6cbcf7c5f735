import { describe, expect, it } from '@jest/globals';
import { BlueprintSchema, blueprintJsonSchema } from './blueprint-schema.js';

describe('the blueprint schema', () => {
  it('accepts nested blocks and leaves the document as it was written', () => {
    const document = {
      schema_version: '1.0',
      name: 'nested',
      nodes: [
        {
          id: 'each',
          type: 'loop',
          items: '{{ inputs.rows }}',
          item_var: 'row',
          body: { nodes: [{ id: 'say', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ row }}' } }] },
        },
      ],
    };
    expect(BlueprintSchema.parse(document)).toEqual(document);
  });

  it('refuses a key that it does not know, at any depth', () => {
    const node = { id: 'a', type: 'group', nodes: [{ id: 'b', type: 'tool', tool_name: 'echo', surprise: 1 }] };
    const result = BlueprintSchema.safeParse({ schema_version: '1.0', name: 'x', nodes: [node] });
    expect(result.error?.issues).toMatchObject([
      { code: 'unrecognized_keys', keys: ['surprise'], path: ['nodes', 0, 'nodes', 0] },
    ]);
  });

  it('gives one JSON Schema component for each node kind', () => {
    expect(Object.keys(blueprintJsonSchema()['$defs'] as object).sort()).toEqual([
      'Block',
      'Blueprint',
      'BlueprintNode',
      'ConditionNode',
      'FailNode',
      'GroupNode',
      'JsonValue',
      'LlmNode',
      'LoopNode',
      'ParallelNode',
      'RecursiveNode',
      'RetryPolicy',
      'ToolNode',
      '__schema0',
    ]);
  });
});
