import { describe, expect, it } from '@jest/globals';
import { emptyState, snapshotOf, type ExecutionSnapshot, type NodeRunSnapshot } from '@ice/core';
import { paintOf } from '../../text/paint.js';
import { endLines } from './end-lines.js';

const at = (ms: number): string => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
const usageOf = (cost_usd: string) => ({ input_tokens: 10, output_tokens: 5, cost_usd, model: 'openai/gpt-4o-mini' });

function run(path: string, from: number, to: number, cost?: string): NodeRunSnapshot {
  const node_id = path.slice(path.lastIndexOf('.') + 1);
  const times = { started_at: at(from), ended_at: at(to) };
  return { path, node_id, status: 'completed', attempts: 1, ...times, ...(cost && { usage: usageOf(cost) }) };
}

function snapshot(nodes: readonly NodeRunSnapshot[], more: Partial<ExecutionSnapshot> = {}): ExecutionSnapshot {
  const times = { created_at: at(0), started_at: at(0), ended_at: at(2_000) };
  const usage = { input_tokens: 20, output_tokens: 10, cost_usd: '0.004' };
  return { ...snapshotOf(emptyState('ex_1')), status: 'completed', nodes, usage, cost_usd: '0.004', ...times, ...more };
}

const facts = { retries: 0, money: 'live' as const, paint: paintOf(false) };

describe('the last lines of an execution', () => {
  const nodes = [
    run('each', 0, 2_000),
    run('each[0].copy', 0, 1_500, '0.001'),
    run('each[1].copy', 0, 900, '0.002'),
    run('sum', 1_500, 1_900, '0.001'),
  ];

  it('name what was slowest of what does the work, and what was dearest of all node runs of a node', () => {
    expect(endLines(snapshot(nodes), { ...facts, retries: 2 })).toEqual([
      '✔ completed in 2.0s',
      'Cost: $0.004 for 20 input and 10 output tokens of openai/gpt-4o-mini.',
      'Slowest: each[0].copy, 1500 ms (75 %). Dearest: copy, $0.0030 (75 %). Retries: 2.',
    ]);
  });

  it('name no model where none was asked', () => {
    expect(endLines(snapshot(nodes), { ...facts, money: 'synthetic' })[1]).toBe(
      'Cost: $0.004 (synthetic) for 20 input and 10 output tokens.',
    );
  });

  it('name neither money nor models where the server does not tell', () => {
    expect(endLines(snapshot(nodes), { ...facts, money: null })[1]).toBe(
      'Cost: $0.004 for 20 input and 10 output tokens.',
    );
  });

  it('tell no duration of what has not ended', () => {
    const open = { started_at: at(5), ended_at: null };
    expect(endLines(snapshot([], { ...open, status: 'waiting' }), facts)[0]).toBe('· waiting');
    expect(endLines(snapshot([], { ...open, status: 'running' }), facts)[0]).toBe(`· running since ${at(5)}`);
    expect(endLines(snapshot([], { ...open, status: 'queued', started_at: null }), facts)[0]).toBe('· queued');
  });

  it('are short for one that never began', () => {
    const ended = snapshot([], { status: 'cancelled', started_at: null, cost_usd: '0', ended_at: at(40) });
    expect(endLines(ended, facts)[0]).toBe('⊘ cancelled in 0.04s');
  });
});
