import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IceError } from '@ice/core';
import { Store } from '@ice/core';
import request from 'supertest';
import { startApi, type RunningApi } from '../support/start-api.js';
import { isOnRedis } from '../support/test-store.js';

describe('health', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi({ config: { store: 'sqlite' } });
  });
  afterAll(() => api.close());

  it('says that the process lives', async () => {
    await request(api.url)
      .get('/health')
      .expect(200)
      .expect('content-type', /application\/json/);
  });

  it('says whether it can work, check by check', async () => {
    const ready = await request(api.url).get('/ready').expect(200);
    expect(ready.body).toEqual({
      ready: true,
      checks: {
        store: { ok: true, duration_ms: expect.any(Number) },
        ledger: { ok: true, duration_ms: expect.any(Number) },
        prices: { ok: true, duration_ms: expect.any(Number) },
        running: { ok: true, duration_ms: expect.any(Number) },
        ...(isOnRedis && { queue: { ok: true, duration_ms: expect.any(Number) } }),
      },
    });
  });

  it('answers 503 as soon as the store cannot write', async () => {
    await api.app.get(Store).close();
    await request(api.url).get('/health').expect(200);
    const ready = await request(api.url).get('/ready').expect(503);
    expect(ready.body).toMatchObject({
      code: 'store-unavailable',
      checks: {
        store: { ok: false, detail: 'The store is closed.' },
        ledger: {
          ok: false,
          detail: isOnRedis ? expect.any(String) : 'The budget ledger cannot be used at the moment.',
        },
      },
    });
  });

  it('and refuses work with an honest 503 instead of a wrong answer', async () => {
    const answer = await request(api.url).get('/api/v1/blueprints').expect(503);
    expect(answer.body).toMatchObject({ code: 'store-unavailable' satisfies IceError['code'], retryable: true });
  });
});
