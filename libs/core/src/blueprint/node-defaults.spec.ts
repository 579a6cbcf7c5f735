import { describe, expect, it } from '@jest/globals';
import { defaultRetry, resolveEffect, resolveRetry, resolveTimeoutMs } from './node-defaults.js';
import type { BlueprintNode, Effect } from './node-schema.js';

const tool: BlueprintNode = { id: 'a', type: 'tool', tool_name: 'echo' };
const llm: BlueprintNode = { id: 'a', type: 'llm', model: 'm', prompt: 'p', max_output_tokens: 1 };
const group: BlueprintNode = { id: 'a', type: 'group', nodes: [tool] };

describe('the defaults of a node', () => {
  it('take the effect from the node, then from the tool, then from the kind', () => {
    expect([
      resolveEffect({ ...tool, effect: 'at_most_once' }, 'pure'),
      resolveEffect(tool, 'pure'),
      resolveEffect(tool),
      resolveEffect(llm),
      resolveEffect(group),
    ]).toEqual(['at_most_once', 'pure', 'idempotent', 'idempotent', 'pure']);
  });

  it.each<[string, BlueprintNode, Effect, number]>([
    ['model calls three times', llm, 'idempotent', 1],
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

  it('give every attempt of a model 120 s, of a tool 60 s, of a container all the time', () => {
    expect([llm, tool, group].map(resolveTimeoutMs)).toEqual([120_000, 60_000, null]);
  });

  it('turn a written timeout into whole milliseconds and leave an expression to the execution', () => {
    const timeouts = [1.5, 0.0001, '{{ inputs.t }}'].map((timeout_s) => resolveTimeoutMs({ ...tool, timeout_s }));
    expect(timeouts).toEqual([1500, 1, null]);
  });
});
