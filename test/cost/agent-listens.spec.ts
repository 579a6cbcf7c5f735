/** How much an agent's model can say that is read to it again: the cost of later turns is bounded by that. */
import { describe, expect, it } from '@jest/globals';
import { mostRefusedCalls, type JsonObject } from '@ice/core';
import { ScriptedModel } from '@ice/models';
import { documentOf, Engine } from '../support/start-engine.js';

const agent = (rest: JsonObject = {}): JsonObject => ({
  ...{ id: 'helper', type: 'agent', model: 'openai/gpt-4o-mini', instructions: 'Help.', input: 'What is it?' },
  ...{ tools: ['echo'], max_iterations: 3, max_output_tokens: 100, max_tool_calls: 2, ...rest },
});

function callsOf(count: number, name = 'echo') {
  return Array.from({ length: count }, (_, index) => ({ id: `c${index}`, name, arguments: '{"value": 1}' }));
}

async function toldAfter(toolCalls: ReturnType<typeof callsOf>, rest: JsonObject = {}): Promise<readonly string[]> {
  const model = new ScriptedModel([{ text: '', toolCalls }, 'Done.']);
  const engine = new Engine({ model: () => model });
  const { snapshot } = await engine.play(documentOf([agent(rest)]));
  expect(snapshot.status).toBe('completed');
  const messages = model.calls[1]?.request.messages ?? [];
  return messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
}

describe('an agent whose model asks for far too many calls', () => {
  it('is told of some that they were not made, and hears nothing of the rest', async () => {
    const told = await toldAfter(callsOf(500));
    const refused = 'Not called: a turn has at most 2 calls. Call it in the next.';
    expect(told).toEqual(['{"value":1}', '{"value":1}', ...Array<string>(mostRefusedCalls).fill(refused)]);
  });

  it('is told what is wrong with a call in no more tokens than an output may have', async () => {
    const [told = ''] = await toldAfter(callsOf(1, 'nothing_like_that'), { max_tool_output_tokens: 5 });
    expect(told).toMatch(/^There is no[^]*\n\[cut: the first \d+ of \d+ characters\]$/);
  });
});
