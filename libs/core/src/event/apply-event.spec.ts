import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Failure } from '../error/failure.js';
import type { OpenSignal } from '../execution/open-signal.js';
import type { ExecutionSnapshot, NodeRunSnapshot } from '../execution/snapshot.js';
import { applyEvent, emptyState, foldHead, snapshotOf, stateOf, type ExecutionState } from './apply-event.js';
import type { EventData, EventType, ExecutionEvent } from './execution-event.js';

const failure: Failure = { code: 'broken', message: 'It broke.', retryable: true };
const usage = { input_tokens: 10, output_tokens: 5, cost_usd: '0.001', model: 'openai/gpt-4o-mini' };

const signal: OpenSignal = { signal_id: 'sg_1', kind: 'human', path: 'a', prompt: 'Well?', expires_at: null };

const shortage = {
  level: 'execution',
  account: 'execution:ex_1',
  spent_usd: '1.6',
  reserved_usd: '0',
  needed_usd: '0.5',
  limit_usd: '2',
};

/** What each type may say: a type that is added to the union has to be added here, or this file does not compile. */
const samples: EventData = {
  'execution.queued': { name: 'n', revision: 'r', blueprint_id: 'bp_1', inputs: { a: 1 }, tags: ['t'], budget_usd: 2 },
  'execution.started': {},
  'execution.budget_warned': { spent_usd: '1.6', budget_usd: 2 },
  'budget.exhausted': { signal: { ...signal, kind: 'budget', path: 'budget[0]' }, ...shortage },
  'budget.raised': { budget_usd: 3, answer_id: 'an_1', by: 'key_1' },
  'node.postponed': { reason: 'budget' },
  'execution.waiting': { wakes_at: '2026-01-02T00:00:00.000Z' },
  'execution.resumed': { worker: 'wk_2', fence: 2, crashes: 1 },
  'execution.ending': { reason: 'enough' },
  'execution.completed': { outputs: { b: 2 }, duration_ms: 5 },
  'execution.failed': { failure, duration_ms: 5 },
  'execution.cancelled': { reason: 'enough', duration_ms: 5 },
  'node.started': { kind: 'tool', input: { a: 1 } },
  'node.waiting': { signal },
  'signal.answered': { signal_id: 'sg_1', answer_id: 'an_1' },
  'monitor.fired': { monitor: 0, action: 'alert', message: 'Look.' },
  'node.reused': { output: 'old', execution_id: 'ex_0' },
  'node.retrying': { failure, delay_ms: 1, next_attempt: 2, usage },
  'node.handling': { failure, usage },
  'node.completed': { output: 'done', duration_ms: 5, usage, quality: 'clean' },
  'node.failed': { failure, duration_ms: 5, usage },
  'node.skipped': { reason: 'when-false' },
  'node.cancelled': { reason: 'enough' },
  'attempt.late': { ok: true, usage },
  'memory.recalled': { output: [] },
  'model.answered': {
    turn: 0,
    model: 'm',
    output: { text: 'Yes.', tool_calls: [] },
    finish_reason: 'stop',
    usage,
  },
  'tool.called': { turn: 0, call: 0, tool: 't', input: {} },
  'tool.returned': { turn: 0, call: 0, tool: 't', ok: true, output: '1', duration_ms: 5, usage },
  'model.repaired': { model: 'm', problems: ['p'] },
  'model.fell_back': { from: 'a', to: 'b', failure },
  log: { level: 'info', message: 'hello' },
};
const types = Object.keys(samples) as EventType[];

function at(sequence: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, 0, sequence)).toISOString();
}

/** An event of a sample's type; of a node run when a path is given. */
function event<T extends EventType>(
  sequence: number,
  type: T,
  place: { path?: string; attempt?: number } = {},
  data: EventData[T] = samples[type],
): ExecutionEvent {
  const node_id = place.path?.split('.').at(-1);
  const base = { sequence, type, at: at(sequence), execution_id: 'ex_1', data };
  return { ...base, ...place, ...(node_id !== undefined && { node_id }) } as unknown as ExecutionEvent;
}

function fold(...events: readonly ExecutionEvent[]): ExecutionState {
  const state = emptyState('ex_1');
  for (const one of events) applyEvent(state, one);
  return state;
}

/** A node run that runs, after one event of another type. */
function afterStart<T extends EventType>(type: T): NodeRunSnapshot | undefined {
  const path = { path: 'a', attempt: 1 };
  return fold(event(1, 'execution.queued'), event(2, 'node.started', path), event(3, type, path)).nodes.get('a');
}

const running = { path: 'a', node_id: 'a', status: 'running', attempts: 1, started_at: at(2), ended_at: null } as const;
const ended = { ...running, ended_at: at(3) };
const spent = { usage };

describe('the fold of one event', () => {
  it('shows nothing before the first', () => {
    expect(snapshotOf(emptyState('ex_1'))).toEqual({
      execution_id: 'ex_1',
      status: 'queued',
      blueprint_id: null,
      revision: '',
      inputs: {},
      outputs: null,
      nodes: [],
      usage: { input_tokens: 0, output_tokens: 0, cost_usd: '0' },
      cost_usd: '0',
      sequence: 0,
      created_at: '',
      started_at: null,
      ended_at: null,
      open_signals: [],
    });
  });

  it('takes the facts of an execution from execution.queued', () => {
    const { head, inputs } = fold(event(1, 'execution.queued'));
    expect({ head, inputs }).toEqual({
      head: {
        ...emptyState('ex_1').head,
        name: 'n',
        revision: 'r',
        blueprint_id: 'bp_1',
        tags: ['t'],
        budget_usd: 2,
        sequence: 1,
        created_at: at(1),
      },
      inputs: { a: 1 },
    });
  });

  it('does without what execution.queued may leave out', () => {
    const { head } = fold(event(1, 'execution.queued', {}, { name: 'n', revision: 'r', inputs: {} }));
    expect(head).toEqual({ ...emptyState('ex_1').head, name: 'n', revision: 'r', sequence: 1, created_at: at(1) });
  });

  const changesOfHead = [
    ['execution.started', { status: 'running', started_at: at(2) }],
    ['execution.waiting', { status: 'waiting', wakes_at: '2026-01-02T00:00:00.000Z' }],
    ['execution.ending', {}],
    ['execution.budget_warned', {}],
    ['budget.exhausted', {}],
    ['budget.raised', { budget_usd: 3 }],
    ['execution.resumed', { worker: 'wk_2', fence: 2, crashes: 1 }],
    ['execution.completed', { status: 'completed', ended_at: at(2) }],
    ['execution.failed', { status: 'failed', ended_at: at(2), failure }],
    ['execution.cancelled', { status: 'cancelled', ended_at: at(2) }],
  ] as const;
  it.each(changesOfHead)('%s changes the head', (type, changes) => {
    const before = fold(event(1, 'execution.queued')).head;
    expect(foldHead(before, [event(2, type)])).toEqual({ ...before, sequence: 2, ...changes });
  });

  it('names the worker that has taken it from the line', () => {
    const before = fold(event(1, 'execution.queued')).head;
    const { worker, status } = foldHead(before, [event(2, 'execution.started', {}, { worker: 'wk_1' })]);
    expect([before.worker, worker, status]).toEqual([undefined, 'wk_1', 'running']);
  });

  it('a budget that was raised above the execution leaves its own as it is', () => {
    const above = { budget_usd: 9, answer_id: 'an_1', execution_id: 'ex_0' };
    expect(fold(event(1, 'execution.queued'), event(2, 'budget.raised', {}, above)).head.budget_usd).toBe(2);
  });

  it('knows who started it, and keeps that out of the snapshot', () => {
    const queued = event(1, 'execution.queued', {}, { name: 'n', revision: 'r', inputs: {}, key_id: 'key_1' });
    const state = fold(queued);
    expect([state.head.key_id, 'key_id' in snapshotOf(state)]).toEqual(['key_1', false]);
  });

  it('keeps the outputs of execution.completed', () => {
    expect(fold(event(1, 'execution.completed')).outputs).toEqual({ b: 2 });
  });

  it('keeps the first start when an execution is started again', () => {
    const { head } = fold(event(1, 'execution.started'), event(2, 'execution.started'));
    expect(head.started_at).toBe(at(1));
  });

  const changesOfNodeRun = [
    ['node.started', running],
    ['node.waiting', { ...running, status: 'waiting' }],
    ['signal.answered', running],
    ['monitor.fired', running],
    ['node.postponed', { ...running, status: 'waiting' }],
    ['node.reused', { ...ended, status: 'completed', output: 'old', reused_from: 'ex_0' }],
    ['node.retrying', { ...running, failure, ...spent }],
    ['node.handling', { ...running, failure, ...spent }],
    ['node.completed', { ...ended, status: 'completed', output: 'done', ...spent }],
    ['node.failed', { ...ended, status: 'failed', failure, ...spent }],
    ['node.skipped', { ...ended, status: 'skipped' }],
    ['node.cancelled', { ...ended, status: 'cancelled' }],
    ['attempt.late', { ...running, ...spent }],
    ['memory.recalled', running],
    ['model.answered', { ...running, ...spent }],
    ['tool.called', running],
    ['tool.returned', { ...running, ...spent }],
    ['model.repaired', running],
    ['model.fell_back', running],
    ['log', running],
  ] as const;
  it.each(changesOfNodeRun)('%s changes the node run', (type, expected) => {
    expect(afterStart(type)).toEqual(expected);
  });

  it('node.completed with a reference shows the reference', () => {
    const output_ref = { hash: 'sha256:1', bytes: 9_000, preview: '"x' };
    const path = { path: 'a', attempt: 1 };
    const { nodes } = fold(
      event(1, 'node.started', path),
      event(2, 'node.completed', path, { output_ref, duration_ms: 5 }),
    );
    const times = { started_at: at(1), ended_at: at(2) };
    expect(nodes.get('a')).toEqual({ ...running, ...times, status: 'completed', output_ref });
  });

  it('node.completed with the output of an earlier attempt shows whose it is', () => {
    const cached = { execution_id: 'ex_0', path: 'b', at: at(0) };
    const { nodes, head } = fold(
      event(1, 'node.started', { path: 'a', attempt: 1 }),
      event(2, 'node.completed', { path: 'a', attempt: 1 }, { output: 1, duration_ms: 5, cached }),
    );
    const times = { started_at: at(1), ended_at: at(2) };
    expect(nodes.get('a')).toEqual({ ...running, ...times, status: 'completed', output: 1, cached });
    expect(head.cost_usd).toBe('0');
  });

  it('is written down here for every type of event', () => {
    const told = [...changesOfHead, ...changesOfNodeRun].map(([type]) => type);
    expect(['execution.queued', ...told].toSorted()).toEqual(types.toSorted());
  });

  it('hears of a node run by any event that ends it, and names it by its path when nothing else is said', () => {
    const skipped = { ...event(1, 'node.skipped'), path: 'each[1].say' } as ExecutionEvent;
    expect([...fold(skipped).nodes.values()]).toEqual([
      {
        path: 'each[1].say',
        node_id: 'each[1].say',
        status: 'skipped',
        attempts: 0,
        started_at: null,
        ended_at: at(1),
      },
    ]);
  });

  it('makes no node run of a note alone', () => {
    expect([...fold(event(1, 'log', { path: 'a' })).nodes]).toEqual([]);
  });

  it('makes no node run of what came too late in a container that is tried again, and counts its cost', () => {
    const state = fold(
      event(1, 'node.started', { path: 'a', attempt: 1 }),
      event(2, 'node.started', { path: 'a.b', attempt: 1 }),
      event(3, 'node.retrying', { path: 'a', attempt: 1 }, { failure, delay_ms: 1, next_attempt: 2 }),
      event(4, 'attempt.late', { path: 'a.b', attempt: 1 }),
    );
    expect([...state.nodes.keys()]).toEqual(['a']);
    expect(state.head.cost_usd).toBe(usage.cost_usd);
  });
});

describe('the head beside the journal', () => {
  it('is a new one: who holds the old one sees no change', () => {
    const { head } = emptyState('ex_1');
    foldHead(head, [event(1, 'execution.queued'), event(2, 'execution.failed')]);
    expect(head).toEqual(emptyState('ex_1').head);
  });
});

describe('the fold of a story', () => {
  const a = (attempt: number) => ({ path: 'a', attempt });

  it('keeps the first start, counts attempts, and lets a mended failure go', () => {
    const state = fold(
      event(1, 'node.started', a(1)),
      event(2, 'node.retrying', a(1)),
      event(3, 'node.started', a(2)),
      event(4, 'node.completed', a(2), { output: 1, duration_ms: 1 }),
    );
    expect(state.nodes.get('a')).toEqual({
      path: 'a',
      node_id: 'a',
      status: 'completed',
      attempts: 2,
      output: 1,
      usage,
      started_at: at(1),
      ended_at: at(4),
    });
  });

  it('adds up usage by node run and over all, without the model’s name in the sum over all', () => {
    const state = fold(
      event(1, 'node.started', a(1)),
      event(2, 'node.retrying', a(1)),
      event(3, 'node.handling', a(2)),
      event(4, 'node.completed', a(2)),
      event(5, 'node.failed', { path: 'b', attempt: 1 }),
    );
    const sum = { input_tokens: 40, output_tokens: 20, cost_usd: '0.004' };
    expect(state.nodes.get('a')?.usage).toEqual({ ...usage, input_tokens: 30, output_tokens: 15, cost_usd: '0.003' });
    expect(state.nodes.get('b')?.usage).toEqual(usage);
    expect({ usage: state.head.usage, cost: state.head.cost_usd }).toEqual({ usage: sum, cost: '0.004' });
  });

  it('forgets the children of a container that is tried again, and nobody else', () => {
    const children = ['each[0].say', 'each[12].say', 'each.rescue', 'each[0].inner.deep'];
    const others = ['each', 'each_more', 'eachother.x', 'other.each', 'other.each[0].say'];
    const started = [...children, ...others].map((path, index) => event(index + 1, 'node.started', { path }));
    const state = fold(...started, event(50, 'node.retrying', { path: 'each', attempt: 1 }));
    expect([...state.nodes.keys()]).toEqual(others);
  });

  it('shows node runs in the order in which they were first heard of', () => {
    const state = fold(
      event(1, 'node.started', { path: 'b' }),
      event(2, 'node.started', { path: 'a' }),
      event(3, 'node.completed', { path: 'b' }),
    );
    expect(snapshotOf(state).nodes.map((node) => node.path)).toEqual(['b', 'a']);
  });
});

describe('snapshots', () => {
  /** Any list of events in sequence: the fold is total, so it need not make sense. */
  const story = fc
    .array(fc.tuple(fc.constantFrom(...types), fc.constantFrom('a', 'a.b', 'a[1].c', 'd'), fc.nat(3)), {
      maxLength: 30,
    })
    .map((lines) =>
      lines.map(([type, path, attempt], index) => {
        return event(index + 1, type, type.startsWith('execution.') ? {} : { path, attempt });
      }),
    );

  it('do not change when the fold goes on', () => {
    const state = fold(event(1, 'execution.queued'), event(2, 'node.started', { path: 'a' }));
    const before = snapshotOf(state);
    const text = JSON.stringify(before);
    applyEvent(state, event(3, 'node.completed', { path: 'a' }));
    applyEvent(state, event(4, 'node.started', { path: 'b' }));
    expect(JSON.stringify(before)).toBe(text);
  });

  it('are a place to go on from, also after a way over the wire', () => {
    fc.assert(
      fc.property(story, fc.nat(30), (events, cut) => {
        const begun = fold(...events.slice(0, cut));
        const resumed = stateOf(JSON.parse(JSON.stringify(snapshotOf(begun))) as ExecutionSnapshot);
        for (const one of events.slice(cut)) applyEvent(resumed, one);
        expect(snapshotOf(resumed)).toEqual(snapshotOf(fold(...events)));
      }),
    );
  });

  it('do not depend on how often an event comes', () => {
    fc.assert(
      fc.property(story, fc.nat(30), (events, again) => {
        const twice = fold(...events.flatMap((one) => [one, one]), ...events.slice(0, again));
        expect(snapshotOf(twice)).toEqual(snapshotOf(fold(...events)));
      }),
    );
  });

  it('have the head that is stored beside the journal', () => {
    fc.assert(
      fc.property(story, (events) => {
        expect(fold(...events).head).toEqual(foldHead(emptyState('ex_1').head, events));
      }),
    );
  });

  it('leave events as they were', () => {
    fc.assert(
      fc.property(story, (events) => {
        const text = JSON.stringify(events);
        fold(...events);
        expect(JSON.stringify(events)).toBe(text);
      }),
    );
  });
});
