import { describe, expect, it } from '@jest/globals';
import { ExecutionRepository, ExecutionsByTenant, noUsage, ownerOf, type Tenant } from '@ice/core';
import { InProcessFeed, MemoryStore } from '@ice/storage';
import { keylessIdentity } from '../../access/identity.js';
import { DEFAULT_JSON_LIMITS } from '../../http/json/json-limits.js';
import { defaultStreamLimits } from '../stream-limits.js';
import { ExecutionFacts } from '../subscription/execution-facts.js';
import { settled } from '../testing/collecting-sink.js';
import { FakeSocket } from '../testing/fake-socket.js';
import { ScriptedExecution } from '../testing/scripted-execution.js';
import { StreamConnection } from './stream-connection.js';

const id = 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B';
const welcome = {
  type: 'welcome',
  heartbeat_ms: 20_000,
  limits: { subscriptions: 100, frame_bytes: 65_536, frames_per_s: 200 },
};

/** Knows no token, and has place for everybody. */
const openGate = { identify: async () => null, takePlace: () => () => undefined };

class Stage {
  readonly store = new MemoryStore();
  readonly feed = new InProcessFeed();
  readonly executions = new ExecutionRepository(this.store);
  readonly execution = new ScriptedExecution(this.executions, this.feed, id);
  readonly logged: string[] = [];

  connect(executionId: string | null = null, after = 0, isReading = true, tenant = ownerOf(id)) {
    const socket = new FakeSocket(isReading);
    const executions = new ExecutionsByTenant(this.executions);
    const facts = new ExecutionFacts(executions);
    const sourceOf = (tenant: Tenant) => ({ tenant, executions: executions.of(tenant), feed: this.feed, facts });
    const log = {
      fault: ({ code }: { readonly code: string }) => this.logged.push(code),
      client: (name: string) => this.logged.push(name),
    };
    const means = {
      ...openGate,
      sourceOf,
      limits: defaultStreamLimits,
      jsonLimits: DEFAULT_JSON_LIMITS,
      now: () => 1_234,
      log,
    };
    const origin = {
      target: { executionId, after },
      identity: { ...keylessIdentity, caller: { ...keylessIdentity.caller, tenant } },
      url: '/api/v1/stream?x=1',
      requestId: 'rq_1',
      receivedBytes: () => 0,
    };
    const connection = new StreamConnection(
      socket as unknown as ConstructorParameters<typeof StreamConnection>[0],
      means,
      origin,
    );
    connection.open();
    const say = (frame: object | string): void => {
      const data = Buffer.from(typeof frame === 'string' ? frame : JSON.stringify(frame));
      socket.emit('message', data, false);
      connection.receive(data, false);
    };
    return { socket, connection, say };
  }
}

/** Kinds of frames with what matters of them. */
const storyOf = (socket: FakeSocket): readonly string[] =>
  socket.frames.map((frame) =>
    [frame.type, frame.id, frame.problem?.code].filter((part) => part !== undefined).join(' '),
  );

describe('a connection', () => {
  it('says welcome, echoes pings, and takes pongs as they are', () => {
    const { socket, say } = new Stage().connect();
    say({ type: 'ping', t: 7 });
    say({ type: 'pong', t: 7 });
    expect(socket.frames).toEqual([welcome, { type: 'pong', t: 7 }]);
  });

  it('watches several executions under the ids that the client gives', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { socket, say } = stage.connect();
    say({ type: 'subscribe', id: 'one', execution_id: id });
    say({ type: 'subscribe', id: 'all', filter: {} });
    await settled();
    await stage.execution.end();
    await settled();
    expect(storyOf(socket)).toEqual([
      'welcome',
      'live all',
      'batch one',
      'live one',
      'event all',
      'event one',
      'complete one',
    ]);
    expect(socket.frames.at(-1)).toEqual({
      type: 'complete',
      id: 'one',
      sequence: 3,
      status: 'completed',
      usage: noUsage,
    });
  });

  it('answers what it cannot do with an error and lives on', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { socket, say } = stage.connect();
    say({ type: 'nope', id: 'a' });
    say({ type: 'subscribe', id: 'b', execution_id: 'ex_1' });
    say({ type: 'subscribe', id: 'c', execution_id: id, after: 3 });
    say({ type: 'subscribe', id: 'd', execution_id: id });
    say({ type: 'subscribe', id: 'd', execution_id: id });
    say({ type: 'unsubscribe', id: 'e' });
    say({ type: 'update', id: 'f', deltas: true });
    say({ type: 'update', id: 'd', filter: {} });
    say({ type: 'hello' });
    await settled();
    expect(storyOf(socket).filter((line) => line.startsWith('error'))).toEqual([
      'error a unknown-message-type',
      'error b not-found',
      'error d duplicate-subscription',
      'error e not-found',
      'error f not-found',
      'error d validation-failed',
      'error validation-failed',
      'error c cursor-ahead',
    ]);
    expect(socket.readyState).toBe(socket.OPEN);
    expect(socket.frames[1].problem).toMatchObject({ status: 400, instance: '/api/v1/stream', request_id: 'rq_1' });
  });

  it('has at most 100 subscriptions, and counts only open ones', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { socket, say } = stage.connect();
    for (let count = 0; count < 100; count += 1) say({ type: 'subscribe', id: `s${count}`, execution_id: id });
    say({ type: 'subscribe', id: 'more', filter: {} });
    expect(storyOf(socket).at(-1)).toBe('error more subscription-limit');
    say({ type: 'unsubscribe', id: 's0' });
    say({ type: 'subscribe', id: 'more', filter: {} });
    expect(storyOf(socket).at(-1)).toBe('live more');
    await stage.execution.end();
    await settled();
    expect(stage.feed.size).toBe(1);
  });

  it('updates what a subscription wants', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { socket, say } = stage.connect();
    say({ type: 'subscribe', id: 's', execution_id: id, types: ['node.*'] });
    say({ type: 'subscribe', id: 'all', filter: { status: 'failed' } });
    await settled();
    say({ type: 'update', id: 's', types: ['log'], deltas: true });
    say({ type: 'update', id: 'all', filter: { status: 'completed' } });
    say({ type: 'update', id: 'all', nodes: null });
    await stage.execution.log(1);
    stage.feed.publishDelta({ execution_id: id, path: 'copy', attempt: 1, n: 0, text: 'a "word"' });
    await stage.execution.end();
    await settled();
    expect(storyOf(socket)).toEqual([
      'welcome',
      'live all',
      'live s',
      'error all validation-failed',
      'event s',
      'delta s',
      'event all',
      'complete s',
    ]);
    expect(socket.frames[5]).toEqual({ type: 'delta', id: 's', path: 'copy', attempt: 1, n: 0, text: 'a "word"' });
  });

  it('gives a snapshot where it is asked for', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { socket, say } = stage.connect();
    say({ type: 'subscribe', id: 's', execution_id: id, snapshot: true });
    await settled();
    const state = await stage.executions.snapshot(id);
    expect(socket.frames.slice(1)).toEqual([
      { type: 'snapshot', id: 's', sequence: 2, state: JSON.parse(JSON.stringify(state)) },
      { type: 'live', id: 's', sequence: 2 },
    ]);
  });

  it.each([
    ['{"type":', 4400, 'malformed-json'],
    ['{"type":"subscribe","__proto__":{"x":1}}', 4400, 'forbidden-key'],
  ])('is closed after %s, with a problem before', (message, code, reason) => {
    const { socket, say } = new Stage().connect();
    say(message);
    expect(socket.closing).toEqual([code, reason]);
    expect(socket.frames.at(-1)).toMatchObject({ type: 'error', problem: { code: reason } });
    say({ type: 'ping', t: 1 });
    expect(socket.sent).toHaveLength(2);
  });

  it('reads text only', () => {
    const { socket, connection } = new Stage().connect();
    connection.receive(Buffer.from([0, 1, 2]), true);
    expect(socket.closing).toEqual([1003, 'text-only']);
  });

  it('is closed when it says too much in a second, in messages or in pings', () => {
    for (const kind of ['message', 'ping', 'pong']) {
      const { socket } = new Stage().connect();
      for (let count = 0; count < 400; count += 1) socket.emit(kind, Buffer.from('{}'), false);
      expect(socket.closing).toEqual([4429, 'rate-limited']);
    }
  });

  it('pings every 20 seconds, and is dropped when nothing comes for 44', () => {
    const { socket, connection, say } = new Stage().connect();
    say({ type: 'ping', t: 0 });
    for (let second = 0; second < 43; second += 1) connection.tick();
    expect([socket.pings, socket.isTerminated]).toEqual([2, false]);
    expect(socket.frames.slice(2)).toEqual([
      { type: 'ping', t: 1_234 },
      { type: 'ping', t: 1_234 },
    ]);
    connection.tick();
    connection.tick();
    expect(socket.isTerminated).toBe(true);
  });

  it('is closed when its first frame does not come, unless its path says what to watch', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const silent = stage.connect();
    const watching = stage.connect(id);
    for (let second = 0; second < 10; second += 1) for (const { connection } of [silent, watching]) connection.tick();
    expect(silent.socket.closing).toEqual([4408, 'no-frame-in-time']);
    expect(watching.socket.closing).toBeNull();
  });

  it('cuts a slow reader off, which ends its watching', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { socket, connection, say } = stage.connect(null, 0, false);
    say({ type: 'subscribe', id: 's', execution_id: id });
    await stage.execution.record(
      Array.from(
        { length: 30 },
        () => ({ type: 'log', data: { level: 'info', message: 'x'.repeat(100_000) } }) as const,
      ),
    );
    await settled(40);
    expect(socket.bufferedAmount).toBeLessThan(1_400_000);
    for (let second = 0; second < 14; second += 1) connection.tick();
    expect(socket.closing).toEqual([4508, 'reader-too-slow']);
    expect(stage.feed.size).toBe(0);
  });

  it('tells a slow reader how many deltas it has missed', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { socket, say } = stage.connect(null, 0, false);
    say({ type: 'subscribe', id: 's', execution_id: id, deltas: true });
    await settled();
    const delta = { execution_id: id, path: 'copy', attempt: 1, text: 'x'.repeat(600_000) };
    for (const n of [0, 1, 2, 3, 4]) stage.feed.publishDelta({ ...delta, n });
    socket.read();
    await settled();
    stage.feed.publishDelta({ ...delta, n: 5, text: '' });
    const told = socket.frames.slice(3).map(({ type, n, dropped_deltas }) => [type, n ?? dropped_deltas]);
    expect(told).toEqual([
      ['delta', 0],
      ['delta', 1],
      ['lag', 3],
      ['delta', 5],
    ]);
  });

  it('cuts a reader of executions at large off that falls too far behind', async () => {
    const stage = new Stage();
    const { socket, say } = stage.connect();
    say({ type: 'subscribe', id: 's', filter: {} });
    socket.bufferedAmount = 2_000_000;
    for (let number = 0; number < 600; number += 1) {
      const other = `${id.slice(0, 18)}${String(number).padStart(11, '0')}`;
      await new ScriptedExecution(stage.executions, stage.feed, other).start();
    }
    expect(socket.closing).toEqual([4508, 'reader-too-slow']);
  });

  it('tells that the store is away, and logs it', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { socket, say } = stage.connect();
    await stage.store.close();
    say({ type: 'subscribe', id: 's', execution_id: id });
    await settled();
    expect(socket.frames.at(-1)).toMatchObject({
      type: 'error',
      id: 's',
      problem: { code: 'store-unavailable', retryable: true },
    });
    expect(stage.logged).toEqual(['store-unavailable']);
  });

  it('logs who speaks', () => {
    const stage = new Stage();
    stage.connect().say({ type: 'hello', client: { name: 'cli', version: '1.0' } });
    expect(stage.logged).toEqual(['cli 1.0']);
  });

  it('says goodbye', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { socket, connection } = stage.connect(id);
    await settled();
    connection.goAway('shutdown', 500);
    expect(socket.frames.at(-1)).toEqual({ type: 'goaway', reason: 'shutdown', reconnect_after_ms: 500 });
    expect([socket.closing, stage.feed.size]).toEqual([[1012, 'shutdown'], 0]);
  });

  it('stops watching when the socket is gone', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { connection } = stage.connect(id);
    connection.closed();
    expect(stage.feed.size).toBe(0);
  });
});

describe('a connection on the path of an execution', () => {
  it('watches that execution under its id, after the cursor of the path', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { socket } = stage.connect(id, 1);
    await settled();
    expect(socket.frames).toEqual([
      welcome,
      { type: 'event', id, event: stage.execution.journal[1] },
      { type: 'live', id, sequence: 2 },
    ]);
  });

  it('closes itself a second after complete', async () => {
    const stage = new Stage();
    await stage.execution.start();
    await stage.execution.end();
    const { socket, connection } = stage.connect(id);
    await settled();
    connection.tick();
    expect(socket.closing).toBeNull();
    connection.tick();
    expect(socket.closing).toEqual([1000, 'complete']);
  });

  it('stays while the client still speaks, and while anything is watched', async () => {
    const stage = new Stage();
    await stage.execution.start();
    await stage.execution.end();
    const { socket, connection, say } = stage.connect(id);
    await settled();
    for (let second = 0; second < 5; second += 1) {
      say({ type: 'ping', t: second });
      connection.tick();
    }
    say({ type: 'subscribe', id: 'all', filter: {} });
    for (let second = 0; second < 5; second += 1) connection.tick();
    expect(socket.closing).toBeNull();
  });

  it('begins anew when the client subscribes without naming anything', async () => {
    const stage = new Stage();
    await stage.execution.start();
    const { socket, connection, say } = stage.connect(id);
    await settled();
    say({ type: 'subscribe', after: 1 });
    say({ type: 'subscribe', after: 9 });
    await settled();
    expect(storyOf(socket).slice(1)).toEqual([`batch ${id}`, `live ${id}`, `error ${id} cursor-ahead`]);
    for (let second = 0; second < 5; second += 1) connection.tick();
    expect(socket.closing).toBeNull();
  });
});
