import { describe, expect, it } from '@jest/globals';
import type { AgentTool } from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';
import { judgeCall } from './judge-call.js';

const tool = (name: string, rest: Partial<AgentTool> = {}): AgentTool => ({
  name,
  description: name,
  inputSchema: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
  effect: 'pure',
  revision: null,
  ...rest,
});

function judge(call: { name: string; arguments: string }, index = 0, depth = 0) {
  const tools = [tool('count'), tool('child', { revision: 'sha256:1' }), tool('plain', { inputSchema: true })];
  const node = { agent: { tools, maxToolCalls: 2, maxToolOutputTokens: 10 } };
  return judgeCall({ node, depth } as unknown as AttemptContext, { id: 'x', ...call }, index);
}

const refusalOf = (...given: Parameters<typeof judge>): string | null => {
  const judged = judge(...given);
  return judged.ok ? null : judged.refusal;
};

describe('a call that a model asks for', () => {
  it('is allowed when tool and arguments are', () => {
    expect(judge({ name: 'count', arguments: '{"n": 1}' })).toMatchObject({
      ok: true,
      index: 0,
      name: 'count',
      input: { n: 1 },
    });
  });

  it('may leave out arguments that the tool does not need', () => {
    expect(judge({ name: 'plain', arguments: ' ' })).toMatchObject({ ok: true, input: {} });
  });

  it.each([
    ['another tool', { name: 'rm', arguments: '{}' }, 'There is no tool "rm". There are count, child, plain.'],
    ['no JSON', { name: 'count', arguments: '{"n": ' }, 'Not called: the arguments are no JSON object.'],
    ['no object', { name: 'plain', arguments: '[1]' }, 'Not called: the arguments are no JSON object.'],
    ['null', { name: 'plain', arguments: 'null' }, 'Not called: the arguments are no JSON object.'],
  ])('is refused in words: %s', (_what, call, refusal) => {
    expect(refusalOf(call)).toBe(refusal);
  });

  it('is refused with every problem of its arguments, but not too many', () => {
    expect(refusalOf({ name: 'count', arguments: '{"n": "1"}' })).toMatch(
      /^Not called: the arguments do not fit\.\n\/n: /,
    );
  });

  it('is refused when the turn has too many, and when children nest too deep', () => {
    expect(refusalOf({ name: 'count', arguments: '{"n": 1}' }, 2)).toMatch(/at most 2 calls/);
    expect(refusalOf({ name: 'child', arguments: '{"n": 1}' }, 0, 8)).toMatch(/at most 8 deep/);
    expect(refusalOf({ name: 'child', arguments: '{"n": 1}' }, 0, 7)).toBeNull();
  });
});
