import { describe, expect, it } from '@jest/globals';
import type { EventDraft } from '@ice/core';
import { Histogram, Registry } from 'prom-client';
import { ExecutionMeter } from './execution-meter.js';
import { Metrics } from './metrics.js';
import { SeenRuns } from './seen-runs.js';
import { TalliedHistogram } from './tallied-histogram.js';

const failure = { code: 'timeout', message: '', retryable: true };
const usage = { input_tokens: 3, output_tokens: 2, cache_read_tokens: 1, cost_usd: '0.5', model: 'openai/gpt-4o-mini' };

/** What is counted of some events of one execution, by name with labels; what is 0 is left out. */
async function counted(...drafts: readonly EventDraft[]): Promise<Readonly<Record<string, number>>> {
  const metrics = new Metrics();
  const meter = new ExecutionMeter(metrics, new Set(['openai/gpt-4o-mini']), { now: () => 1_250 });
  const events = drafts.map((draft, index) => ({
    ...draft,
    sequence: index + 1,
    at: new Date(1_000).toISOString(),
    execution_id: 'ex_1',
  }));
  meter.events('ex_1', events);
  const text = await metrics.registry.metrics();
  const lines = text.split('\n').filter((line) => /^ice_(node_runs|attempts|failures|model)/.test(line));
  return Object.fromEntries(
    lines
      .map((line) => line.split(' '))
      .flatMap(([name = '', value]) => (value === '0' ? [] : [[name, Number(value)]])),
  );
}

const started: EventDraft = { type: 'node.started', path: 'a', data: { kind: 'llm' } };

describe('the meter of executions', () => {
  it('counts an attempt that was repeated, and the money of each', async () => {
    const retrying: EventDraft = {
      type: 'node.retrying',
      path: 'a',
      data: { failure, delay_ms: 1, next_attempt: 2, usage },
    };
    const completed: EventDraft = { type: 'node.completed', path: 'a', data: { output: 1, duration_ms: 5, usage } };
    const labels = 'model="openai/gpt-4o-mini",provider="openai"';
    expect(await counted(started, retrying, started, completed)).toEqual({
      'ice_attempts_total{kind="llm",outcome="retried"}': 1,
      'ice_attempts_total{kind="llm",outcome="completed"}': 1,
      'ice_node_runs_ended_total{kind="llm",status="completed"}': 1,
      'ice_failures_total{level="attempt",code="timeout"}': 1,
      [`ice_model_tokens_total{${labels},direction="input"}`]: 6,
      [`ice_model_tokens_total{${labels},direction="output"}`]: 4,
      [`ice_model_tokens_total{${labels},direction="cached"}`]: 2,
      [`ice_model_cost_usd_total{${labels}}`]: 1,
    });
  });

  it('counts an attempt that was handled once, whatever its handle block comes to', async () => {
    const handling: EventDraft = { type: 'node.handling', path: 'a', data: { failure } };
    const failed: EventDraft = { type: 'node.failed', path: 'a', data: { failure, duration_ms: 5 } };
    expect(await counted(started, handling, failed)).toEqual({
      'ice_attempts_total{kind="llm",outcome="failed"}': 1,
      'ice_node_runs_ended_total{kind="llm",status="failed"}': 1,
      'ice_failures_total{level="attempt",code="timeout"}': 1,
      'ice_failures_total{level="node",code="timeout"}': 1,
    });
  });

  it('counts no attempt where an output was used again, and where nothing began', async () => {
    const cached = { scope: 'tenant', execution_id: 'ex_0', path: 'a', at: '' } as never;
    const hit: EventDraft = { type: 'node.completed', path: 'a', data: { output: 1, duration_ms: 0, cached } };
    const skipped: EventDraft = { type: 'node.skipped', path: 'b', data: { reason: 'when-false' } };
    const reused: EventDraft = { type: 'node.reused', path: 'c', data: { output: 1, execution_id: 'ex_0' } };
    expect(await counted(started, hit, skipped, reused)).toEqual({
      'ice_node_runs_ended_total{kind="llm",status="completed"}': 1,
      'ice_node_runs_ended_total{kind="none",status="skipped"}': 1,
      'ice_node_runs_ended_total{kind="none",status="reused"}': 1,
    });
  });

  it('counts the money of a child where it was spent, and not again with its parent', async () => {
    const workflow: EventDraft = { type: 'node.started', path: 'a', data: { kind: 'workflow' } };
    const { model: _model, ...sum } = usage;
    const completed: EventDraft = {
      type: 'node.completed',
      path: 'a',
      data: { output: 1, duration_ms: 5, usage: sum },
    };
    expect(await counted(workflow, completed)).toEqual({
      'ice_attempts_total{kind="workflow",outcome="completed"}': 1,
      'ice_node_runs_ended_total{kind="workflow",status="completed"}': 1,
    });
  });
});

describe('the lag of the journal', () => {
  it('is how old the last event is when the store has it, and never less than nothing', async () => {
    const metrics = new Metrics();
    const meter = new ExecutionMeter(metrics, new Set(), { now: () => 1_250 });
    for (const at of [1_000, 1_250, 9_000]) {
      meter.events('ex_1', [{ ...started, sequence: 1, at: new Date(at).toISOString(), execution_id: 'ex_1' }]);
    }
    const text = await metrics.registry.metrics();
    expect(text.split('\n').filter((line) => line.startsWith('ice_journal_lag_seconds_'))).toEqual(
      expect.arrayContaining(['ice_journal_lag_seconds_sum 0.25', 'ice_journal_lag_seconds_count 3']),
    );
  });
});

describe('node runs that were seen', () => {
  it('are forgotten with their execution, and those of the oldest beyond the bound', () => {
    const runs = new SeenRuns();
    for (let index = 0; index < 20_010; index += 1) runs.begin(`ex_${index}`, 'a', 'tool');
    expect([runs.size, runs.find('ex_9', 'a'), runs.find('ex_10', 'a')?.kind]).toEqual([20_000, undefined, 'tool']);
    runs.forget('ex_10');
    expect([runs.size, runs.end('ex_10', 'a'), runs.end('ex_11', 'a')?.kind, runs.find('ex_11', 'a')]).toEqual([
      19_999,
      undefined,
      'tool',
      undefined,
    ]);
  });
});

describe('a histogram that is observed often', () => {
  it('says the same as the one of the library', async () => {
    const words = { name: 'took_seconds', help: 'How long it took.', label: 'kind', buckets: [0.1, 1, 10] };
    const [own, other] = [new Registry(), new Registry()];
    const tallied = new TalliedHistogram(words, own);
    const plain = new Histogram({ ...words, labelNames: ['kind'], registers: [other] });
    for (const [kind, seconds] of [
      ['a', 0.1],
      ['a', 0.11],
      ['b', 0],
      ['a', 11],
      ['a', 10],
      ['b', 0.5],
    ] as const) {
      tallied.add(kind, seconds);
      plain.observe({ kind }, seconds);
    }
    expect(await own.metrics()).toBe(await other.metrics());
  });
});
