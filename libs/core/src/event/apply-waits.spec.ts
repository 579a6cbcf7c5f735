/** The fold of waits and reruns. */
import { describe, expect, it } from '@jest/globals';
import type { OpenSignal } from '../execution/open-signal.js';
import { applyEvent, emptyState, snapshotOf, stateOf, type ExecutionState } from './apply-event.js';
import type { EventData, EventType, ExecutionEvent } from './execution-event.js';

const signal: OpenSignal = { signal_id: 'sg_1', kind: 'human', path: 'a', prompt: 'Well?', expires_at: null };
const failure = { code: 'broken', message: 'It broke.', retryable: true };

/** What the events here say where a test says nothing else. */
const samples: Partial<EventData> = {
  'execution.queued': { name: 'n', revision: 'r', inputs: {} },
  'execution.waiting': { wakes_at: '2026-01-02T00:00:00.000Z' },
  'execution.resumed': { worker: 'wk_2', fence: 2, crashes: 1 },
  'execution.cancelled': { reason: 'enough', duration_ms: 5 },
  'node.started': { kind: 'human' },
  'node.waiting': { signal },
  'node.retrying': { failure, delay_ms: 1, next_attempt: 2 },
  'node.completed': { output: 'done', duration_ms: 5 },
  'node.failed': { failure, duration_ms: 5 },
  'node.cancelled': { reason: 'enough' },
  'node.reused': { output: 'old', execution_id: 'ex_0' },
  'signal.answered': { signal_id: 'sg_1', answer_id: 'an_1' },
};

function event<T extends EventType>(
  sequence: number,
  type: T,
  place: { path?: string; attempt?: number } = {},
  data: EventData[T] | undefined = samples[type],
): ExecutionEvent {
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, sequence)).toISOString();
  return { sequence, type, at, execution_id: 'ex_1', node_id: 'a', ...place, data } as unknown as ExecutionEvent;
}

function fold(...events: readonly ExecutionEvent[]): ExecutionState {
  const state = emptyState('ex_1');
  for (const one of events) applyEvent(state, one);
  return state;
}

describe('what is waited for', () => {
  const path = { path: 'a', attempt: 1 };
  const waiting = [
    event(1, 'execution.queued'),
    event(2, 'node.started', path),
    event(3, 'node.waiting', path),
  ] as const;
  const open = (...events: readonly ExecutionEvent[]) => snapshotOf(fold(...waiting, ...events)).open_signals;

  it('is an open signal, and the node run waits', () => {
    const state = snapshotOf(fold(...waiting));
    expect([state.open_signals, state.nodes[0]?.status]).toEqual([[signal], 'waiting']);
    expect(snapshotOf(stateOf(state)).open_signals).toEqual([signal]);
  });

  it.each(['node.completed', 'node.failed', 'node.cancelled', 'node.retrying', 'signal.answered'] as const)(
    'is closed by %s',
    (type) => expect(open(event(4, type, path))).toEqual([]),
  );

  it('of a child is told at its node run', () => {
    const child: OpenSignal = { ...signal, kind: 'workflow', child_execution_id: 'ex_2' };
    const state = snapshotOf(fold(...waiting.slice(0, 2), event(3, 'node.waiting', path, { signal: child })));
    expect([state.open_signals, state.nodes[0]?.child_execution_id]).toEqual([[], 'ex_2']);
  });

  it('of the whole execution is closed by its answer and by the end', () => {
    const pause: OpenSignal = { ...signal, signal_id: 'sg_2', kind: 'pause', path: 'monitors[0]' };
    const fired = event(4, 'monitor.fired', {}, { monitor: 0, action: 'pause', message: 'Stop.', signal: pause });
    expect(open(fired)).toEqual([signal, pause]);
    expect(open(fired, event(5, 'signal.answered', {}, { signal_id: 'sg_2', answer_id: 'an_2' }))).toEqual([signal]);
    expect(open(fired, event(5, 'execution.cancelled'))).toEqual([]);
  });

  it('of a budget is closed by its answer', () => {
    const asked: OpenSignal = { ...signal, signal_id: 'sg_3', kind: 'budget', path: 'budget[0]' };
    const amounts = { spent_usd: '1', reserved_usd: '0', needed_usd: '1', limit_usd: '1' };
    const shortage = { level: 'execution', account: 'execution:ex_1', ...amounts };
    const exhausted = event(4, 'budget.exhausted', {}, { signal: asked, ...shortage });
    expect(open(exhausted)).toEqual([signal, asked]);
    expect(open(exhausted, event(5, 'signal.answered', {}, { signal_id: 'sg_3', answer_id: 'an_3' }))).toEqual([
      signal,
    ]);
  });

  it('has the execution wait until it is resumed', () => {
    const parked = [...waiting, event(4, 'execution.waiting')];
    const resumed = [...parked, event(5, 'execution.resumed')];
    expect(snapshotOf(fold(...parked))).toMatchObject({ status: 'waiting', wakes_at: '2026-01-02T00:00:00.000Z' });
    expect(snapshotOf(fold(...resumed)).status).toBe('running');
    expect('wakes_at' in snapshotOf(fold(...resumed))).toBe(false);
  });
});

describe('a rerun', () => {
  it('shows what was used again, and what it is a rerun of', () => {
    const rerun = { execution_id: 'ex_0', reuse: 'upstream' as const, outputs: { b: 1 } };
    const queued = event(1, 'execution.queued', {}, { name: 'n', revision: 'r', inputs: {}, rerun });
    const state = snapshotOf(fold(queued, event(2, 'node.reused', { path: 'a' })));
    expect(state.rerun).toEqual({ execution_id: 'ex_0', reuse: 'upstream' });
    expect(state.nodes[0]).toMatchObject({ status: 'completed', attempts: 0, output: 'old', reused_from: 'ex_0' });
  });
});
