/** Limits of requests: who is counted as whom, what is told of it, and what is never counted. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { readAppConfig, type AppConfig } from '@ice/api';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';
import { echoBlueprint } from '../support/sample-blueprint.js';
import { startApi, type ApiAnswer, type RunningApi } from '../support/start-api.js';

const { rates } = readAppConfig({});
const limitedTo = (requestsPerMinute: number, refusalsPerMinute = 3): Partial<AppConfig> => ({
  rates: { ...rates, requestsPerMinute, refusalsPerMinute },
});
const list = '/api/v1/blueprints';
const wrong = { authorization: 'Bearer wrong' };
const open: RunningApi[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((api) => api.close()));
});

async function start(config: Partial<AppConfig>): Promise<RunningApi> {
  const api = await startApi({ config });
  open.push(api);
  return api;
}

async function startKeyed(config: Partial<AppConfig>): Promise<KeyedApi> {
  const api = await startKeyedApi(config);
  open.push(api);
  return api;
}

/** The same request several times, one after the other. */
async function repeat(times: number, ask: (index: number) => Promise<ApiAnswer>): Promise<readonly ApiAnswer[]> {
  const answers: ApiAnswer[] = [];
  for (let index = 0; index < times; index += 1) answers.push(await ask(index));
  return answers;
}

const statusesOf = (answers: readonly ApiAnswer[]): readonly number[] => answers.map(({ status }) => status);

describe('the configuration', () => {
  it.each([
    [{}, 600, 60],
    [{ ICE_RATE_LIMIT: '20' }, 20, 20],
    [{ NODE_ENV: 'production' }, 600, 60],
    [{ NODE_ENV: 'test' }, null, null],
  ])('%j takes %p requests a minute, and %p of strangers', (environment, requestsPerMinute, refusalsPerMinute) => {
    expect(readAppConfig(environment).rates).toMatchObject({ requestsPerMinute, refusalsPerMinute });
  });
});

describe('requests without keys', () => {
  it('are counted by group: those that read do not use up those that write or start', async () => {
    const api = await start(limitedTo(2));
    const reading = await repeat(3, () => api.request('GET', list));
    const writing = await repeat(3, () => api.request('POST', list, { json: echoBlueprint() }));
    const starting = await repeat(3, () =>
      api.request('POST', '/api/v1/executions', { json: { blueprint: echoBlueprint() } }),
    );
    expect([reading, writing, starting].map(statusesOf)).toEqual([
      [200, 200, 429],
      [201, 201, 429],
      [202, 202, 429],
    ]);
  });

  it('are told with every answer how many are left, and with a refusal when to come again', async () => {
    const api = await start(limitedTo(2));
    const answers = await repeat(3, () => api.request('GET', list));
    expect(answers.map(({ headers }) => headers.get('ratelimit-policy'))).toEqual(answers.map(() => '"read";q=2;w=60'));
    expect(answers.map(({ headers }) => headers.get('ratelimit'))).toEqual([
      expect.stringMatching(/^"read";r=1;t=(60|59|58)$/),
      expect.stringMatching(/^"read";r=0;t=(60|59|58|57)$/),
      expect.stringMatching(/^"read";r=0;t=\d+$/),
    ]);
    const { status, headers, body } = answers[2] as ApiAnswer;
    expect([status, body.code, body.retryable]).toEqual([429, 'rate-limited', true]);
    expect(Number(headers.get('retry-after'))).toBe(body.retry_after_s);
    expect(body.retry_after_s).toBeGreaterThan(0);
  });

  it('are refused whatever they would have come to', async () => {
    const api = await start(limitedTo(1));
    const answers = await repeat(2, () => api.request('GET', `${list}/bp_nope`));
    expect(statusesOf(answers)).toEqual([404, 429]);
  });

  it('cannot pass for others by a header', async () => {
    const api = await start(limitedTo(2));
    const answers = await repeat(4, (index) =>
      api.request('GET', list, {
        headers: {
          'x-forwarded-for': `203.0.113.${index}`,
          forwarded: `for=203.0.113.${index}`,
          'x-real-ip': '203.0.113.9',
        },
      }),
    );
    expect(statusesOf(answers)).toEqual([200, 200, 429, 429]);
  });

  it('are never counted where everybody may ask', async () => {
    const api = await start(limitedTo(1));
    await repeat(2, () => api.request('GET', list));
    const places = ['/health', '/ready', '/docs', '/openapi.json', '/problems', '/problems/rate-limited'];
    for (const place of places) {
      const [first, second] = await repeat(2, () => api.request('GET', place));
      expect([place, second?.status, second?.headers.get('ratelimit')]).toEqual([place, first?.status, null]);
      expect([200, 302]).toContain(first?.status);
    }
  });

  it('are never counted where metrics are read', async () => {
    const api = await start(limitedTo(1));
    const answers = await repeat(3, () => api.request('GET', '/metrics'));
    expect(answers.map(({ status, headers }) => [status, headers.get('ratelimit')])).toEqual(
      answers.map(() => [200, null]),
    );
    expect((await api.request('GET', list)).status).toBe(200);
  });

  it('are not counted at all in a run of tests', async () => {
    const api = await start({});
    const [answer] = await repeat(1, () => api.request('GET', list));
    expect([answer?.status, answer?.headers.get('ratelimit')]).toEqual([200, null]);
  });
});

describe('requests with keys', () => {
  it('are counted by key: what one uses up is there for another from the same address', async () => {
    const api = await startKeyed(limitedTo(20));
    const one = await repeat(21, () => api.ask(api.keys.read, 'GET', list));
    expect(one.at(-1)?.status).toBe(429);
    expect((await api.ask(api.keys.other, 'GET', list)).status).toBe(200);
  });

  it('are counted before it is asked what the key allows', async () => {
    const api = await startKeyed(limitedTo(20));
    const answers = await repeat(21, () => api.ask(api.keys.read, 'DELETE', `${list}/bp_x`));
    expect([answers[0]?.status, answers.at(-1)?.status]).toEqual([403, 429]);
  });

  it('that are nobody’s are counted by address, with and without a key, and do not shut it for those that are somebody’s', async () => {
    const api = await startKeyed(limitedTo(20, 4));
    const strangers = await repeat(6, (index) =>
      api.request('GET', list, { headers: index % 2 ? { 'x-forwarded-for': `203.0.113.${index}` } : wrong }),
    );
    expect(statusesOf(strangers)).toEqual([401, 401, 401, 401, 429, 429]);
    expect(strangers.at(-1)?.body.code).toBe('rate-limited');
    expect(strangers.at(-1)?.headers.get('ratelimit-policy')).toBe('"unauthenticated";q=4;w=60');
    expect(Number(strangers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.ask(api.keys.read, 'GET', list)).status).toBe(200);
  });
});
