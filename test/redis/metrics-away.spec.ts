/** `/metrics` of a process whose Redis is away: it says what the process knows by itself, and counts nobody who asks. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAppConfig } from '@ice/api';
import { mintApiKeyText } from '@ice/core';
import { RedisServer } from '../support/redis-server.js';
import { startApi, type ApiAnswer, type RunningApi } from '../support/start-api.js';

const key = mintApiKeyText();
let redis: RedisServer;
const apis: RunningApi[] = [];

beforeAll(async () => {
  redis = await RedisServer.start({ isPrivate: true });
  const prefix = redis.prefix();
  for (const role of ['worker', 'api']) {
    const place = { ICE_STORE: 'redis', REDIS_URL: redis.url, ICE_REDIS_PREFIX: prefix, ICE_ROLE: role };
    const said = readAppConfig({ ...place, ICE_API_KEYS: key, ICE_RATE_LIMIT: '100' });
    const { store, redisUrl, redisPrefix, role: ownRole, apiKeys, rates } = said;
    apis.push(await startApi({ config: { store, redisUrl, redisPrefix, role: ownRole, apiKeys, rates } }));
  }
}, 60_000);

afterAll(async () => {
  await redis.begin();
  await Promise.all(apis.map((api) => api.close()));
  await redis.stop();
});

const read = (api: RunningApi): Promise<ApiAnswer> =>
  api.request('GET', '/metrics', { headers: { authorization: `Bearer ${key}` } });
const named = ({ text }: ApiAnswer): readonly string[] =>
  ['ice_queue_waiting', 'ice_attempt_slots', 'ice_worker_lease_age_seconds', 'ice_open_streams'].filter((name) =>
    new RegExp(`^${name}[ {]`, 'm').test(text),
  );

describe('metrics of processes that share a Redis', () => {
  it('tell of slots and a lease where executions run', async () => {
    const answers = await Promise.all(apis.map(read));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(named)).toEqual([
      ['ice_queue_waiting', 'ice_attempt_slots', 'ice_worker_lease_age_seconds', 'ice_open_streams'],
      ['ice_queue_waiting', 'ice_open_streams'],
    ]);
    expect(answers.map(({ headers }) => headers.get('ratelimit'))).toEqual([null, null]);
  });

  it('are told while it is away, without those of the line', async () => {
    await redis.kill();
    const answers = await Promise.all(apis.map(read));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(named)).toEqual([
      ['ice_attempt_slots', 'ice_worker_lease_age_seconds', 'ice_open_streams'],
      ['ice_open_streams'],
    ]);
  });
});
