import { describe, expect, it } from '@jest/globals';
import { noUsage, type AgentAnswer } from '@ice/core';
import type { Progress } from '../../schedule/progress.js';
import { Conversation } from './conversation.js';

const answered = (turn: number, output: AgentAnswer): Progress => ({
  type: 'model.answered',
  data: { turn, model: 'm', output, finish_reason: 'stop', usage: noUsage },
});
const asks = (turn: number, ...names: readonly string[]): Progress =>
  answered(turn, { text: '', tool_calls: names.map((name) => ({ id: `id_${name}`, name, arguments: '{}' })) });
const returned = (turn: number, call: number, output: string): Progress => ({
  type: 'tool.returned',
  data: { turn, call, tool: 't', ok: true, output, duration_ms: 1 },
});

describe('a conversation', () => {
  it('is what was recorded, in the words of models, with results in the order of the calls', () => {
    const conversation = new Conversation([
      { type: 'memory.recalled', data: { output: [] } },
      asks(0, 'a', 'b'),
      returned(0, 1, 'second'),
      returned(0, 0, 'first'),
      answered(1, { text: 'Hm.', tool_calls: [] }),
    ]);
    expect(conversation.messages(({ answer }) => `Not ${answer.text}`)).toEqual([
      {
        role: 'assistant',
        content: '',
        toolCalls: [
          { id: 'id_a', name: 'a', arguments: '{}' },
          { id: 'id_b', name: 'b', arguments: '{}' },
        ],
      },
      { role: 'tool', content: 'first', toolCallId: 'id_a' },
      { role: 'tool', content: 'second', toolCallId: 'id_b' },
      { role: 'assistant', content: 'Hm.' },
      { role: 'user', content: 'Not Hm.' },
    ]);
  });

  it('knows which calls have begun, and with which child', () => {
    const conversation = new Conversation([asks(0, 'a', 'b')]);
    conversation.add({
      type: 'tool.called',
      data: { turn: 0, call: 1, tool: 'b', input: {}, child_execution_id: 'ex_1' },
    });
    expect(conversation.last?.calls).toEqual([
      { isBegun: false, childId: null, result: null },
      { isBegun: true, childId: 'ex_1', result: null },
    ]);
  });

  it('does not stumble over results of calls that it does not know', () => {
    expect(new Conversation([returned(3, 0, 'x')]).turns).toEqual([]);
  });
});
