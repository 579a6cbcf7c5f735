import { describe, expect, it } from '@jest/globals';
import { judgeHandshake } from './handshake.js';

const door = { allowedHosts: ['ice.example'], allowedOrigins: ['https://studio.example'] };
const host = 'localhost:8000';

const judge = (url: string, headers: Record<string, string> = {}, hosts = [host]): unknown => {
  const handshake = judgeHandshake({ url, headers: { host, ...headers }, headersDistinct: { host: hosts } }, door);
  return handshake.ok ? handshake.target : handshake.refusal.code;
};

describe('a handshake', () => {
  it.each<[string, unknown]>([
    ['/api/v1/stream', { executionId: null, after: 0 }],
    ['/api/v1/stream/', { executionId: null, after: 0 }],
    ['/api/v1/stream?', { executionId: null, after: 0 }],
    ['/ws/executions/ex_1', { executionId: 'ex_1', after: 0 }],
    ['/ws/executions/ex_1/?after=12', { executionId: 'ex_1', after: 12 }],
    ['/api/v1/nope', 'not-found'],
    ['/', 'not-found'],
    ['/ws/executions/', 'not-found'],
    ['/ws/executions/a/b', 'not-found'],
    [`/ws/executions/${'x'.repeat(65)}`, 'not-found'],
    ['//api/v1/stream', 'not-found'],
    ['/api/v1/stream?token=abc', 'unauthenticated'],
    ['/ws/executions/ex_1?access_token=abc', 'unauthenticated'],
    ['/api/v1/stream?after=3', 'query-invalid'],
    ['/ws/executions/ex_1?before=3', 'query-invalid'],
    ['/ws/executions/ex_1?after=-1', 'query-invalid'],
    ['/ws/executions/ex_1?after=', 'query-invalid'],
    ['/ws/executions/ex_1?after=1e3', 'query-invalid'],
    ['/ws/executions/ex_1?after=9999999999999999', 'query-invalid'],
    ['/ws/executions/ex_1?after=1&after=2', 'query-invalid'],
  ])('at %s: %j', (url, expected) => {
    expect(judge(url)).toEqual(expected);
  });

  it.each<[Record<string, string>, unknown]>([
    [{ origin: 'http://localhost:8000' }, { executionId: null, after: 0 }],
    [{ origin: 'https://studio.example' }, { executionId: null, after: 0 }],
    [{ host: 'ice.example' }, { executionId: null, after: 0 }],
    [{ origin: 'https://evil.example' }, 'origin-not-allowed'],
    [{ origin: 'http://localhost.evil.example' }, 'origin-not-allowed'],
    [{ origin: 'http://localhost:9000' }, 'origin-not-allowed'],
    [{ origin: 'null' }, 'origin-not-allowed'],
    [{ 'sec-fetch-site': 'cross-site' }, 'origin-not-allowed'],
    [{ host: 'evil.example' }, 'host-not-allowed'],
    [{ host: 'evil.example', origin: 'http://evil.example' }, 'host-not-allowed'],
  ])('with %j: %j', (headers, expected) => {
    expect(judge('/api/v1/stream', headers)).toEqual(expected);
  });

  it('has one Host header', () => {
    expect([judge('/api/v1/stream', {}, []), judge('/api/v1/stream', {}, [host, host])]).toEqual([
      'malformed-request',
      'malformed-request',
    ]);
  });
});
