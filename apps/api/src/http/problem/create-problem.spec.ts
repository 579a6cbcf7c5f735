import { describe, expect, it } from '@jest/globals';
import { createProblem } from './create-problem.js';

const place = { url: '/api/v1/blueprints/x?token=secret', requestId: 'rq_1' };

describe('the body of a problem', () => {
  it('has every member, with advice from the catalog', () => {
    expect(createProblem('lock-required', 'No lock.', {}, place)).toEqual({
      type: '/problems/lock-required',
      title: 'A change needs the version lock',
      status: 428,
      detail: 'No lock.',
      instance: '/api/v1/blueprints/x',
      code: 'lock-required',
      errors: [],
      hint: 'GET the resource and send the lock of its X-Version-Lock header.',
      retryable: false,
      request_id: 'rq_1',
    });
  });

  it('lets a refusal add to it, and change what may differ', () => {
    const parts = {
      status: 412,
      hint: 'Now.',
      retryable: true,
      retryAfterMs: 1_001,
      facts: { current_lock: 'lk_1', status: 200 },
    };

    expect(createProblem('lock-conflict', 'Late.', parts, place)).toMatchObject({
      status: 412,
      hint: 'Now.',
      retryable: true,
      retry_after_s: 2,
      current_lock: 'lk_1',
    });
  });

  it('shows no more than a piece of what was sent', () => {
    const errors = Array.from({ length: 200 }, () => ({ pointer: '', code: 'x', detail: 'y' }));
    const long = createProblem('not-found', 'x'.repeat(5_000), { errors }, { ...place, url: `/${'é'.repeat(500)}` });

    expect(long.detail).toHaveLength(1_001);
    expect(long.errors).toHaveLength(100);
    expect(long.instance).toMatch(/^\/(%C3%A9)+[%C3A9]*$/);
    expect(long.instance).toHaveLength(200);
  });

  it('repeats no key or token, wherever it was put', () => {
    const url = '/api/v1/keys/ice_sk_0123abc/x';
    const { detail, instance } = createProblem('not-found', 'No "ice_st_W10.abc-_d" here.', {}, { ...place, url });

    expect([detail, instance]).toEqual(['No "ice_st_..." here.', '/api/v1/keys/ice_sk_.../x']);
  });
});
