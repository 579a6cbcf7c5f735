import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../json/json-value.js';
import { BlueprintSchema, blueprintJsonSchema } from './blueprint-schema.js';

const member = (role: string): JsonObject => ({ role, model: 'm', instructions: 'i', max_output_tokens: 1 });

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

  it.each<[string, JsonObject, readonly string[]]>([
    [
      'agent',
      { model: 'm', instructions: 'i', input: null, tools: [], max_iterations: 1, max_output_tokens: 1 },
      ['input'],
    ],
    ['workflow', { blueprint: 'self', inputs: { a: 1 } }, ['blueprint']],
    ['code', { language: 'javascript', source: 'return 1;', inputs: { a: 1 } }, ['source']],
    ['human', { prompt: 'p', approval: 'input', on_timeout: { value: 1 } }, ['approval']],
    ['wait', { for_s: 1 }, []],
    ['swarm', { agents: [member('a'), member('b')], strategy: 'consensus', max_rounds: 1 }, ['agents']],
  ])('knows the kind %s, what it needs, and nothing else', (type, fields, needed) => {
    const issuesOf = (more: JsonObject): readonly unknown[] => {
      const nodes = [{ id: 'x', type, ...fields, ...more }];
      return BlueprintSchema.safeParse({ schema_version: '1.0', name: 'x', nodes }).error?.issues ?? [];
    };
    expect(issuesOf({})).toEqual([]);
    expect(issuesOf({ surprise: 1 })).toMatchObject([{ code: 'unrecognized_keys', path: ['nodes', 0] }]);
    const missing = needed.map((name) => issuesOf({ [name]: undefined as never }));
    expect(missing).toMatchObject(needed.map((name) => [{ path: ['nodes', 0, name] }]));
  });

  it('gives one JSON Schema component for each node kind', () => {
    expect(Object.keys(blueprintJsonSchema()['$defs'] as object).sort()).toEqual([
      'AgentNode',
      'Block',
      'Blueprint',
      'BlueprintNode',
      'CodeNode',
      'ConditionNode',
      'FailNode',
      'GroupNode',
      'HumanNode',
      'JsonValue',
      'LlmNode',
      'LoopNode',
      'ParallelNode',
      'RecursiveNode',
      'RetryPolicy',
      'SwarmNode',
      'ToolNode',
      'WaitNode',
      'WorkflowNode',
      '__schema0',
    ]);
  });
});
