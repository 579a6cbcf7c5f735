import { describe, expect, it } from '@jest/globals';
import { DEFAULT_JSON_LIMITS } from '../../http/json/json-limits.js';
import { readClientFrame, type ClientFrameResult, type ImplicitSubscribe } from './client-frame.js';

const read = (message: unknown, implicit: ImplicitSubscribe | null = null): ClientFrameResult => {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return readClientFrame(Buffer.from(text), DEFAULT_JSON_LIMITS, implicit);
};

const summaryOf = (result: ClientFrameResult): unknown => {
  if (result.kind === 'frame') return result.frame;
  const { code, parts } = result.refusal;
  return [result.kind, code, ...(parts.errors ?? []).map((error) => `${error.pointer} ${error.code}`)];
};

const subscribe = { type: 'subscribe', id: 's', execution_id: 'ex_1' };
const completeSubscribe = { ...subscribe, deltas: false, snapshot: false };
const anyName = 'n'.repeat(200);

describe('a frame of a client', () => {
  it.each([
    [{ type: 'hello' }, { type: 'hello' }],
    [
      { type: 'hello', client: { name: 'cli', version: '1.0' } },
      { type: 'hello', client: { name: 'cli', version: '1.0' } },
    ],
    [subscribe, completeSubscribe],
    [
      {
        ...subscribe,
        after: 7,
        nodes: ['a*'],
        types: ['node.*'],
        deltas: true,
        snapshot: false,
        include_children: false,
      },
      { ...completeSubscribe, after: 7, nodes: ['a*'], types: ['node.*'], deltas: true, include_children: false },
    ],
    [
      { type: 'subscribe', id: 's', filter: {} },
      { type: 'subscribe', id: 's', filter: {} },
    ],
    [
      { type: 'subscribe', id: 's', filter: { blueprint_id: 'bp_1', status: 'failed', tag: 'red' } },
      { type: 'subscribe', id: 's', filter: { blueprint_id: 'bp_1', status: 'failed', tag: 'red' } },
    ],
    [
      { type: 'update', id: 's', nodes: null, types: [anyName], deltas: true },
      { type: 'update', id: 's', nodes: null, types: [anyName], deltas: true },
    ],
    [
      { type: 'unsubscribe', id: 's' },
      { type: 'unsubscribe', id: 's' },
    ],
    [
      { type: 'ping', t: 1.5 },
      { type: 'ping', t: 1.5 },
    ],
    [
      { type: 'pong', t: 1 },
      { type: 'pong', t: 1 },
    ],
  ])('%j is sound', (message, frame) => {
    expect(read(message)).toEqual({ kind: 'frame', frame });
  });

  it.each<[unknown, readonly string[]]>([
    [{}, ['refused', 'unknown-message-type']],
    [{ type: 'nope' }, ['refused', 'unknown-message-type']],
    [{ type: 7 }, ['refused', 'unknown-message-type']],
    [{ type: '__proto__' }, ['refused', 'unknown-message-type']],
    [{ type: 'constructor' }, ['refused', 'unknown-message-type']],
    [
      { type: 'subscribe' },
      ['refused', 'validation-failed', '/id validation-failed', '/execution_id validation-failed'],
    ],
    [{ ...subscribe, after: -1 }, ['refused', 'validation-failed', '/after validation-failed']],
    [{ ...subscribe, after: 1.5 }, ['refused', 'validation-failed', '/after validation-failed']],
    [{ ...subscribe, after: '1' }, ['refused', 'validation-failed', '/after validation-failed']],
    [{ ...subscribe, nodes: [] }, ['refused', 'validation-failed', '/nodes validation-failed']],
    [{ ...subscribe, nodes: Array(101).fill('a') }, ['refused', 'validation-failed', '/nodes validation-failed']],
    [{ ...subscribe, nodes: [`${anyName}n`] }, ['refused', 'validation-failed', '/nodes/0 validation-failed']],
    [{ ...subscribe, include_children: true }, ['refused', 'validation-failed', '/include_children validation-failed']],
    [{ ...subscribe, after: 3, snapshot: true }, ['refused', 'validation-failed', '/after validation-failed']],
    [
      { ...subscribe, topics: ['a'], 'x/y~': 1 },
      ['refused', 'validation-failed', '/topics unknown-property', '/x~1y~0 unknown-property'],
    ],
    [{ ...subscribe, filter: {} }, ['refused', 'validation-failed', '/execution_id unknown-property']],
    [
      { type: 'subscribe', id: 's', filter: { status: 'odd', x: 1 } },
      ['refused', 'validation-failed', '/filter/status validation-failed', '/filter/x unknown-property'],
    ],
    [{ type: 'ping' }, ['refused', 'validation-failed', '/t validation-failed']],
    [
      { type: 'hello', client: {} },
      ['refused', 'validation-failed', '/client/name validation-failed', '/client/version validation-failed'],
    ],
    ['{"type":', ['malformed', 'malformed-json']],
    ['', ['malformed', 'malformed-json']],
    ['[]', ['malformed', 'body-not-object']],
    ['{"type":"subscribe","__proto__":{"x":1}}', ['malformed', 'forbidden-key']],
    ['{"type":"ping","type":"pong","t":1}', ['malformed', 'duplicate-key']],
    [`{"type":"subscribe","x":${'['.repeat(200)}${']'.repeat(200)}}`, ['malformed', 'json-too-deep']],
    ['{"type":"ping","t":1e999}', ['malformed', 'number-out-of-range']],
  ])('%j is not', (message, expected) => {
    expect(summaryOf(read(message))).toEqual(expected);
  });

  it('that is refused names its subscription where it has one', () => {
    expect(read({ ...subscribe, after: -1 })).toMatchObject({ kind: 'refused', id: 's' });
    expect(read({ type: 'nope', id: 'x'.repeat(300) })).toMatchObject({ kind: 'refused', id: `${'x'.repeat(64)}…` });
    expect(Object.keys(read({ type: 'nope', id: 7 }))).not.toContain('id');
  });

  it('with very many unknown fields gives a hundred errors', () => {
    const fields = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, 1]));
    const result = read({ type: 'ping', t: 1, ...fields });
    expect(result.kind === 'refused' && result.refusal.parts.errors?.length).toBe(100);
  });
});

describe('a subscribe on the path of an execution', () => {
  const implicit = { id: 'ex_2', execution_id: 'ex_2' };

  it('may name nothing, and then means that execution', () => {
    expect(summaryOf(read({ type: 'subscribe', after: 3 }, implicit))).toEqual({
      type: 'subscribe',
      ...implicit,
      after: 3,
      deltas: false,
      snapshot: false,
    });
    expect(summaryOf(read({ type: 'subscribe', after: -1 }, implicit))).toEqual([
      'refused',
      'validation-failed',
      '/after validation-failed',
    ]);
  });

  it('means what it names otherwise', () => {
    expect(summaryOf(read(subscribe, implicit))).toEqual(completeSubscribe);
    expect(summaryOf(read({ type: 'subscribe', id: 's' }, implicit))).toEqual([
      'refused',
      'validation-failed',
      '/execution_id validation-failed',
    ]);
    expect(summaryOf(read({ type: 'subscribe', id: 's', filter: {} }, implicit))).toMatchObject({ filter: {} });
  });
});
