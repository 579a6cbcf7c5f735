/** The cases of the corpus of bad requests that come in great numbers, where it lies beside the checkout: against servers whose limits are
 *  on. Scaled down, unless there is time for all (ICE_LONG=1): then at full size, with the limits that every server has. */
import { describe, expect, it } from '@jest/globals';
import { readAppConfig, type AppConfig } from '@ice/api';
import { casesOf } from '../support/bad-input-plan.js';
import { bytesOf, type BadInput, type Values } from '../support/bad-input.js';
import { exchange, type RawAnswer } from '../support/raw-http.js';
import { isOnRedis } from '../support/test-store.js';
import { startApi, type RunningApi } from '../support/start-api.js';

const isLong = process.env['ICE_LONG'] === '1';
const { rates, quotas } = readAppConfig({});
const off = readAppConfig({ NODE_ENV: 'test' }).rates;

/** Executions that a server takes where there is little time. */
const fewExecutions = 40;

/** In `make verify`; ICE_FULL=1 sends all 20,000 against 10,000 places, which takes minutes. */
const isFull = process.env['ICE_FULL'] === '1';
const manyTimes: Readonly<Record<string, number>> = isFull ? {} : { 'QUOTAS-003': 4_000 };
const manyExecutions = isFull ? quotas.runningExecutions : 2_000;

/** Case to the server that it is for. Full-size floods that fill a quota take longer than a window of the rate limit. */
const configs: Readonly<Record<string, Partial<AppConfig>>> = {
  'HEADER-007': { rates },
  'QUOTAS-001': { rates: isLong ? rates : { ...rates, requestsPerMinute: 60 } },
  'QUOTAS-002': { rates: off, quotas: isLong ? quotas : { ...quotas, openPartials: 100 } },
  'QUOTAS-003': {
    rates: off,
    quotas: { ...quotas, runningExecutions: isLong ? manyExecutions : fewExecutions },
    workerExecutions: 4,
  },
};

/** Case to how often it is sent where there is little time. */
const fewTimes: Readonly<Record<string, number>> = {
  'HEADER-007': 400,
  'QUOTAS-001': 120,
  'QUOTAS-002': 150,
  'QUOTAS-003': 100,
};

/** Codes whose refusals say when to come again. */
const timed: readonly string[] = ['rate-limited', 'queue-full'];

const atATime = 50;
const longestMs = 600_000;
const cases = casesOf('bad-floods');
const executions = '/api/v1/executions/';

/** Runs until it is cancelled. */
const endless = {
  schema_version: '1.0',
  name: 'endless',
  nodes: [{ id: 'wait', type: 'tool', tool_name: 'sleep', tool_args: { ms: 600_000 } }],
};

if (cases.length === 0) {
  describe.skip('floods of the corpus (skipped: ../shared/bad-inputs.json is not there)', () => {
    it('are refused as it says', () => undefined);
  });
} else {
  describe('floods of the corpus', () => {
    it('are those that are known here', () => {
      expect(cases.map(({ id }) => id).sort()).toEqual(Object.keys(configs).sort());
    });

    it.each(cases.map((input) => [input.id, input.why, input] as const))(
      '%s %s',
      async (id, _why, input) => {
        await using api = await startApi({ config: configs[id] ?? {} });
        const { status, body: blueprint } = await api.request('POST', '/api/v1/blueprints', { json: endless });
        expect(status).toBe(201);
        const answers = await flood(api.port, input, { sleep_blueprint_id: blueprint.id });
        const refused = answers.filter(({ status }) => status === input.expect.status);
        expect(refused.length).toBeGreaterThan(0);
        expect([...new Set(refused.map(({ body }) => body.code))]).toEqual([input.expect.code]);
        const isTimed = refused.every(({ headers }) => Number(headers['retry-after']) > 0);
        expect(isTimed).toBe(timed.includes(input.expect.code));
        expect(answers.filter(({ status }) => status === 0 || status >= 500)).toEqual([]);
        expect((await api.request('GET', '/health')).status).toBe(200);
        const accepted = answers.filter(({ status }) => status === 202).map(({ body }) => body.execution_id as string);
        if (id === 'QUOTAS-003') await checkBacklog(api, accepted);
      },
      longestMs,
    );
  });
}

/** What was accepted is there and goes on, as many as there are places and not one more; a place that is left is given to the next. */
async function checkBacklog(api: RunningApi, accepted: readonly string[]): Promise<void> {
  const json = { blueprint: endless };
  const { quotas, workerExecutions } = api.config;
  // With a line, so many wait in it, and its worker holds some more.
  if (isOnRedis) return expect(accepted.length).toBeLessThanOrEqual(quotas.runningExecutions + workerExecutions);
  expect(accepted).toHaveLength(quotas.runningExecutions);
  expect(await runningIds(api)).toEqual([...accepted].sort());
  expect((await api.request('POST', executions, { json })).body.code).toBe('queue-full');
  const cancelled = await api.request('POST', `${executions}${accepted[0]}/cancel`);
  expect([cancelled.status, cancelled.body.status]).toEqual([202, 'cancelled']);
  const next = [await api.request('POST', executions, { json }), await api.request('POST', executions, { json })];
  expect(next.map(({ status }) => status)).toEqual([202, 429]);
}

/** In order. */
async function runningIds(api: RunningApi): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let query = '?status=running&limit=1000'; ;) {
    const { data, next_cursor } = (await api.request('GET', `${executions}${query}`)).body;
    ids.push(...data.map((head: { readonly execution_id: string }) => head.execution_id));
    if (next_cursor === null) return ids.sort();
    query = `?status=running&limit=1000&cursor=${next_cursor}`;
  }
}

async function flood(port: number, input: BadInput, values: Values): Promise<readonly RawAnswer[]> {
  const { times: asked = 1, vary = '\0' } = input.request;
  const times = isLong ? Math.min(asked, manyTimes[input.id] ?? asked) : Math.min(asked, fewTimes[input.id] ?? asked);
  const answers: RawAnswer[] = [];
  for (let begun = 0; begun < times; begun += atATime) {
    const numbers = Array.from({ length: Math.min(atATime, times - begun) }, (_, index) => String(begun + index));
    const varied = numbers.map((number) => JSON.parse(JSON.stringify(input).replaceAll(vary, number)) as BadInput);
    answers.push(...(await Promise.all(varied.map((one) => exchange(port, bytesOf(one, values))))));
  }
  return answers;
}
