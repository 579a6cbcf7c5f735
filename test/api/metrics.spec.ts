/** `/metrics`: what it counts, that its labels have few values, and that the reference names every one of them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventFeed, type ExecutionEvent } from '@ice/core';
import { MarkdownPage, plainText } from '../docs/markdown-page.js';
import { startKeyedApi } from '../support/keyed-api.js';
import { startApi, type RunningApi } from '../support/start-api.js';
import { StreamClient } from '../support/stream-client.js';

const echo = (id: string, more: object = {}) => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value: 1 },
  ...more,
});
const document = (...nodes: readonly object[]) => ({ schema_version: '1.0', name: 'measured', nodes });
const asking = { id: 'ask', type: 'llm', model: 'openai/gpt-4o-mini', prompt: 'Say hello.', max_output_tokens: 20 };
const failing = {
  id: 'bad',
  type: 'fail',
  code: 'shop-closed',
  message: 'Not today.',
};
const waiting = {
  id: 'ok',
  type: 'human',
  prompt: 'Publish?',
  approval: 'approve_reject',
  timeout_s: 3600,
  on_timeout: 'fail',
};

describe('metrics', () => {
  let api: RunningApi;
  let before: Series;
  beforeAll(async () => {
    api = await startApi();
    before = await read(api);
  });
  afterAll(() => api.close());

  const run = async (...nodes: readonly object[]) => {
    const json = { blueprint: document(...nodes) };
    return (await api.request('POST', '/api/v1/executions', { json, headers: { prefer: 'wait=20' } })).body;
  };

  it('come as text of Prometheus, with those of the process', async () => {
    const { status, headers, text } = await api.request('GET', '/metrics');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(text).toContain('# TYPE ice_executions_started_total counter');
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  });

  it('count executions, node runs and attempts', async () => {
    await run(echo('a'), echo('b', { dependencies: ['a'] }), echo('c', { when: 'false' }));
    const now = await read(api);
    const grown = (name: string) => (now.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(grown('ice_executions_started_total{origin="start"}')).toBe(1);
    expect(grown('ice_executions_ended_total{status="completed"}')).toBe(1);
    expect(grown('ice_execution_duration_seconds_count{status="completed"}')).toBe(1);
    expect(grown('ice_node_runs_ended_total{kind="tool",status="completed"}')).toBe(2);
    expect(grown('ice_node_runs_ended_total{kind="none",status="skipped"}')).toBe(1);
    expect(grown('ice_attempts_total{kind="tool",outcome="completed"}')).toBe(2);
    expect(grown('ice_node_run_duration_seconds_count{kind="tool"}')).toBe(2);
    expect(grown('ice_events_recorded_total')).toBeGreaterThanOrEqual(7);
  });

  it('count failures by codes of our own, and those that others made up as one', async () => {
    await run(failing);
    const now = await read(api);
    expect(now.get('ice_executions_ended_total{status="failed"}')).toBe(1);
    expect(now.get('ice_failures_total{level="node",code="other"}')).toBe(1);
    expect(now.get('ice_attempts_total{kind="fail",outcome="failed"}')).toBe(1);
  });

  it('count tokens and money by model', async () => {
    const { usage } = await run(asking);
    const now = await read(api);
    const labels = 'model="openai/gpt-4o-mini",provider="openai"';
    expect(now.get(`ice_model_tokens_total{${labels},direction="input"}`)).toBe(usage.input_tokens);
    expect(now.get(`ice_model_tokens_total{${labels},direction="output"}`)).toBe(usage.output_tokens);
    expect(now.get(`ice_model_cost_usd_total{${labels}}`)).toBeCloseTo(Number(usage.cost_usd), 9);
  });

  it('show what is open now: executions that wait, slots and streams', async () => {
    const client = await StreamClient.connect(`${api.url}/api/v1/stream`);
    const { execution_id } = (
      await api.request('POST', '/api/v1/executions', { json: { blueprint: document(waiting) } })
    ).body;
    await untilWaiting(api, execution_id);
    const now = await read(api);
    expect(now.get('ice_executions_open{status="waiting"}')).toBe(1);
    expect(now.get('ice_executions_open{status="running"}')).toBe(0);
    expect(now.get('ice_open_streams')).toBe(1);
    expect(now.get('ice_attempt_slots{state="total"}')).toBe(256);
    expect([...now.keys()].filter((name) => name.startsWith('ice_worker_info'))).toEqual([
      expect.stringMatching(/^ice_worker_info\{worker="wk_\w{26}"\}$/),
    ]);
    expect(now.get('ice_attempt_slots{state="taken"}')).toBe(0);
    client.kill();
    await api.request('POST', `/api/v1/executions/${execution_id}/cancel`);
    expect((await read(api)).get('ice_executions_open{status="waiting"}')).toBe(0);
  });

  it('tell requests by the pattern of their route, so that ids make no series', async () => {
    for (let index = 0; index < 20; index += 1) await api.request('GET', `/api/v1/blueprints/bp_${index}`);
    for (let index = 0; index < 20; index += 1) await api.request('GET', `/nowhere/${index}`);
    const now = await read(api);
    const count = 'ice_http_request_duration_seconds_count';
    expect(now.get(`${count}{route="/api/v1/blueprints/:id",method="GET",status_class="4xx"}`)).toBe(20);
    expect(now.get(`${count}{route="none",method="GET",status_class="4xx"}`)).toBe(20);
    expect([...now.keys()].filter((name) => /bp_|nowhere/.test(name))).toEqual([]);
  });

  it('have few series, whatever models, codes and paths events speak of', async () => {
    const series = (await read(api)).size;
    const feed = api.app.get(EventFeed);
    for (let index = 0; index < 200; index += 1) feed.publish(`ex_${index}`, strangeEvents(index));
    // One for each label value that stands for all of them.
    expect((await read(api)).size - series).toBeLessThan(40);
  });

  it('need a key with the scope read', async () => {
    await using keyed = await startKeyedApi();
    const statuses = await Promise.all([
      keyed.request('GET', '/metrics'),
      keyed.ask(keyed.keys.run, 'GET', '/metrics'),
      keyed.ask(keyed.keys.read, 'GET', '/metrics'),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([401, 403, 200]);
  });

  it('are each application’s own', async () => {
    await using other = await startApi();
    expect((await read(other)).get('ice_executions_started_total{origin="start"}')).toBeUndefined();
  });

  it('are those of the reference, in the same words', async () => {
    const { text } = await api.request('GET', '/metrics');
    const types = new Map([...text.matchAll(/^# TYPE (ice_\w+) (\w+)$/gm)].map(([, name, type]) => [name, type]));
    const helps = [...text.matchAll(/^# HELP (ice_\w+) (.+)$/gm)].map(([, name = '', help]) => [
      name,
      types.get(name),
      help,
    ]);
    const rows = new MarkdownPage('docs/reference/operations.md').rows('Metrics');
    expect(rows.map((row) => Object.values(row).map(plainText))).toEqual(helps);
  });
});

/** Name with labels to value. */
type Series = ReadonlyMap<string, number>;

async function read(api: RunningApi): Promise<Series> {
  const { text } = await api.request('GET', '/metrics');
  const lines = text.split('\n').filter((line) => line.startsWith('ice_'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

async function untilWaiting(api: RunningApi, id: string): Promise<void> {
  for (;;) {
    const { body } = await api.request('GET', `/api/v1/executions/${id}`);
    if (body.status === 'waiting') return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function strangeEvents(index: number): readonly ExecutionEvent[] {
  const place = {
    at: '2026-01-01T00:00:00.000Z',
    execution_id: `ex_${index}`,
    path: `n${index}`,
    node_id: `n${index}`,
  };
  const failure = { code: `code-${index}`, message: '', retryable: false };
  const usage = { input_tokens: 1, output_tokens: 1, cost_usd: '0.001', model: `made-up/model-${index}` };
  return [
    { ...place, sequence: 1, type: 'node.started', data: { kind: 'llm' } },
    { ...place, sequence: 2, type: 'node.failed', data: { failure, usage, duration_ms: 1 } },
  ];
}
