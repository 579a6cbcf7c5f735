import { describe, expect, it } from '@jest/globals';
import { defaultRetry, resolveEffect, resolveRetry, resolveTimeoutMs } from './node-defaults.js';
import type { Effect } from './node-fields.js';
import type { BlueprintNode } from './node-schema.js';

const tool: BlueprintNode = { id: 'a', type: 'tool', tool_name: 'echo' };
const llm: BlueprintNode = { id: 'a', type: 'llm', model: 'm', prompt: 'p', max_output_tokens: 1 };
const agent: BlueprintNode = {
  id: 'a',
  type: 'agent',
  model: 'm',
  instructions: 'i',
  input: null,
  tools: [],
  max_iterations: 1,
  max_output_tokens: 1,
};
const code: BlueprintNode = { id: 'a', type: 'code', language: 'javascript', source: 'return 1;' };
const human: BlueprintNode = { id: 'a', type: 'human', prompt: 'p', approval: 'input' };
const signal: BlueprintNode = { id: 'a', type: 'wait', signal: 's' };
const pause: BlueprintNode = { id: 'a', type: 'wait', for_s: 1 };
const child: BlueprintNode = { id: 'a', type: 'workflow', blueprint: 'self' };
const group: BlueprintNode = { id: 'a', type: 'group', nodes: [tool] };

describe('the defaults of a node', () => {
  it('take the effect from the node, then from the tool, then from the kind', () => {
    expect([
      resolveEffect({ ...tool, effect: 'at_most_once' }, 'pure'),
      resolveEffect(tool, 'pure'),
      resolveEffect(tool),
      resolveEffect(llm),
      resolveEffect(agent),
      ...[code, human, signal, child, group].map((node) => resolveEffect(node)),
    ]).toEqual(['at_most_once', 'pure', ...Array(3).fill('idempotent'), ...Array(5).fill('pure')]);
  });

  it.each<[string, BlueprintNode, Effect, number]>([
    ['model calls three times', llm, 'idempotent', 1],
    ['agents three times', agent, 'idempotent', 1],
    ['code never again', code, 'pure', 0],
    ['questions never again', human, 'pure', 0],
    ['pure tools three times', tool, 'pure', 1],
    ['idempotent tools three times', tool, 'idempotent', 1],
    ['at-most-once tools never again', tool, 'at_most_once', 0],
    ['containers never again', group, 'pure', 0],
  ])('attempt %s', (_name, node, effect, count) => {
    expect(resolveRetry(node, effect)).toEqual(Array.from({ length: count }, () => defaultRetry));
  });

  it('fill the gaps of policies that are written out', () => {
    const retry = [
      { max_attempts: 2, on: ['timeout'] },
      { max_attempts: 5, initial_ms: 60_000 },
      { max_attempts: 4, max_ms: 100 },
    ];
    expect(resolveRetry({ ...tool, retry }, 'at_most_once')).toEqual([
      { ...defaultRetry, max_attempts: 2, on: ['timeout'] },
      { ...defaultRetry, max_attempts: 5, initial_ms: 60_000, max_ms: 60_000 },
      { ...defaultRetry, max_attempts: 4, initial_ms: 100, max_ms: 100 },
    ]);
    expect(resolveRetry({ ...group, retry: { max_attempts: 2 } }, 'pure')).toEqual([
      { ...defaultRetry, max_attempts: 2 },
    ]);
  });

  it('give each attempt its time, an answer 7 days, and a container all the time', () => {
    const seconds = [llm, tool, agent, code, human, signal].map((node) => (resolveTimeoutMs(node) ?? 0) / 1_000);
    expect(seconds).toEqual([120, 60, 600, 5, 604_800, 604_800]);
    expect([group, child, pause].map(resolveTimeoutMs)).toEqual([null, null, null]);
  });

  it('turn a written timeout into whole milliseconds and leave an expression to the execution', () => {
    const timeouts = [1.5, 0.0001, '{{ inputs.t }}'].map((timeout_s) => resolveTimeoutMs({ ...tool, timeout_s }));
    expect(timeouts).toEqual([1500, 1, null]);
  });
});
