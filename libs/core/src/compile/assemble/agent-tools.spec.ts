import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../json/json-value.js';
import type { CompiledAgent } from '../compiled-blueprint.js';
import { blueprintOf, compiled, echo } from '../testing/sample-blueprint.js';

const child = 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1B';
const revision = `sha256:${'a'.repeat(64)}`;

function agentWith(rest: JsonObject): CompiledAgent | null | undefined {
  const node = {
    id: 'helper',
    type: 'agent',
    model: 'gpt-4o-mini',
    instructions: 'Help.',
    input: 1,
    tools: ['echo'],
    max_iterations: 2,
    max_output_tokens: 16,
    ...rest,
  };
  return compiled(blueprintOf([node])).root.nodes[0]?.agent;
}

describe('what an agent may call', () => {
  it('has the bounds of its document, or the default ones', () => {
    expect(agentWith({})).toMatchObject({ maxToolCalls: 4, maxToolOutputTokens: 2_000 });
    expect(agentWith({ max_tool_calls: 1, max_tool_output_tokens: 9 })).toMatchObject({
      maxToolCalls: 1,
      maxToolOutputTokens: 9,
    });
  });

  it('is a tool as the catalog describes it', () => {
    expect(agentWith({})?.tools).toEqual([
      {
        name: 'echo',
        description: 'echo',
        inputSchema: { type: 'object', properties: { value: {} }, required: [], additionalProperties: false },
        effect: 'pure',
        revision: null,
      },
    ]);
  });

  it('is a blueprint by its name, at the revision that it has now', () => {
    expect(agentWith({ tools: [child] })?.tools).toEqual([
      {
        name: 'child',
        description: 'Runs the blueprint "child" and gives its outputs.',
        inputSchema: {
          type: 'object',
          properties: { a: { default: null } },
          required: [],
          additionalProperties: false,
        },
        effect: 'idempotent',
        revision,
      },
    ]);
  });

  it('has no name twice', () => {
    const tools = agentWith({ tools: [child, revision, 'echo'] })?.tools;
    expect(tools?.map(({ name }) => name)).toEqual(['child', 'child_2', 'echo']);
  });

  it('is nothing to other kinds', () => {
    expect(compiled(blueprintOf([echo('a')])).root.nodes[0]?.agent).toBeNull();
  });
});
