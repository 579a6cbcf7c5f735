import { describe, expect, it } from '@jest/globals';
import { ExecutionRepository, ExecutionsByTenant, type Tenant } from '@ice/core';
import { InProcessFeed, MemoryStore } from '@ice/storage';
import type { Scope } from '../../access/caller.js';
import type { Identity } from '../../access/identity.js';
import { DEFAULT_JSON_LIMITS } from '../../http/json/json-limits.js';
import { Places } from '../places.js';
import { StandingWatch } from '../standing-watch.js';
import { defaultStreamLimits } from '../stream-limits.js';
import { ExecutionFacts } from '../subscription/execution-facts.js';
import { settled } from '../testing/collecting-sink.js';
import { FakeSocket } from '../testing/fake-socket.js';
import { StreamConnection } from './stream-connection.js';

const tenant = '0000A';
const ours = 'ex_01JD2X8Q4N0000AVZK3R5M7P0W';
const unknown = { type: 'error', problem: { code: 'unauthenticated', status: 401 } };

function identity(keyId: string, scopes: readonly Scope[] = ['read'], rest: Partial<Identity> = {}): Identity {
  const caller = { tenant, keyId, scopes: new Set(scopes) };
  return { caller, by: 'key', expiresAt: null, executionId: null, ...rest };
}

const tokens: Readonly<Record<string, Identity>> = {
  reader: identity('key_1'),
  author: identity('key_2', ['author']),
  other: identity('key_3'),
  brief: identity('key_1', ['read'], { by: 'stream-token', expiresAt: 2_000 }),
  longer: identity('key_1', ['read'], { by: 'stream-token', expiresAt: 9_000 }),
  bound: identity('key_1', ['read'], { by: 'stream-token', expiresAt: 9_000, executionId: ours }),
};

/** A process with sockets. */
class Stage {
  now = 1_000;
  readonly revoked = new Set<string>();
  readonly connections: StreamConnection[] = [];
  readonly places = new Places(2);
  readonly asked: string[] = [];
  readonly watch = new StandingWatch(
    {
      now: () => this.now,
      stillStands: async ({ caller: { keyId } }) => {
        this.asked.push(keyId ?? '');
        return !this.revoked.has(keyId ?? '');
      },
      fault: () => undefined,
    },
    () => this.connections,
  );

  connect(start: Identity | null = null) {
    const socket = new FakeSocket();
    const executions = new ExecutionsByTenant(new ExecutionRepository(new MemoryStore()));
    const feed = new InProcessFeed();
    const facts = new ExecutionFacts(executions);
    const connection = new StreamConnection(
      socket as unknown as ConstructorParameters<typeof StreamConnection>[0],
      {
        sourceOf: (whose: Tenant) => ({ tenant: whose, executions: executions.of(whose), feed, facts }),
        identify: async (text) => {
          if (text === 'broken') throw new Error('The store is away.');
          return tokens[text] ?? null;
        },
        takePlace: (caller) => this.places.take(caller),
        limits: defaultStreamLimits,
        jsonLimits: DEFAULT_JSON_LIMITS,
        now: () => this.now,
        log: { fault: () => undefined, client: () => undefined },
      },
      { target: { executionId: null, after: 0 }, identity: start, url: '/', requestId: 'rq_1', receivedBytes: () => 0 },
    );
    this.connections.push(connection);
    connection.open();
    const say = (frame: object): void => {
      const data = Buffer.from(JSON.stringify(frame));
      socket.emit('message', data, false);
      connection.receive(data, false);
    };
    return { socket, connection, say, hello: (token: string) => say({ type: 'hello', token }) };
  }
}

const kinds = (socket: FakeSocket): readonly string[] =>
  socket.frames.map(({ type, id, problem }) => [type, id, problem?.code].filter(Boolean).join(' '));

describe('a socket from which nobody has said who he is', () => {
  it.each([{ type: 'ping', t: 1 }, { type: 'hello' }, { type: 'subscribe', id: 's', filter: {} }, { type: 'nope' }])(
    'is closed when it begins with %j',
    (frame) => {
      const { socket, say } = new Stage().connect();
      say(frame);
      expect(socket.frames.at(-1)).toMatchObject(unknown);
      expect(socket.closing).toEqual([4401, 'unauthenticated']);
    },
  );

  it('is closed when nothing comes in time', () => {
    const { socket, connection } = new Stage().connect();
    for (let second = 0; second < 10; second += 1) connection.tick();
    expect(socket.closing).toEqual([4408, 'no-frame-in-time']);
  });

  it('is heard once a token has been looked at, with what came meanwhile', async () => {
    const { socket, say, hello } = new Stage().connect();
    hello('reader');
    say({ type: 'ping', t: 7 });
    say({ type: 'subscribe', id: 's', filter: {} });
    expect(kinds(socket)).toEqual(['welcome']);
    await settled();
    expect(kinds(socket)).toEqual(['welcome', 'pong', 'live s']);
  });

  it('is not heard when the token is nobody’s, or may not watch', async () => {
    for (const [token, code] of [
      ['nobody', 4401],
      ['author', 4403],
    ] as const) {
      const { socket, say, hello } = new Stage().connect();
      hello(token);
      say({ type: 'ping', t: 7 });
      await settled();
      expect(socket.closing?.[0]).toBe(code);
      expect(kinds(socket)).not.toContain('pong');
    }
  });

  it('may say no more than a little before it is known', () => {
    const { socket, say, hello } = new Stage().connect();
    hello('reader');
    for (let count = 0; count <= 100; count += 1) say({ type: 'ping', t: count });
    expect(socket.closing).toEqual([4429, 'rate-limited']);
  });

  it('is closed when its token cannot be looked up', async () => {
    const { socket, hello } = new Stage().connect();
    hello('broken');
    await settled();
    expect(socket.closing).toEqual([1011, 'internal-error']);
  });
});

describe('a socket of a key', () => {
  it('is one of so many', async () => {
    const stage = new Stage();
    const [one, two, three] = [stage.connect(tokens['reader']), stage.connect(), stage.connect()];
    for (const { hello } of [two, three]) hello('reader');
    await settled();
    expect([one, two, three].map(({ socket }) => socket.closing)).toEqual([null, null, [4429, 'too-many-sockets']]);
    expect(stage.connect(tokens['other']).socket.closing).toBeNull();
    one.connection.closed();
    expect(stage.connect(tokens['reader']).socket.closing).toBeNull();
  });

  it('is closed when the key is revoked, and no other is', async () => {
    const stage = new Stage();
    const sockets = [tokens['reader'], tokens['brief'], tokens['other'], null].map((who) => stage.connect(who ?? null));
    stage.revoked.add('key_1');
    await stage.watch.check();
    expect(sockets.map(({ socket }) => socket.closing?.[0] ?? null)).toEqual([4401, 4401, null, null]);
    expect(stage.asked).toEqual(['key_1', 'key_3']);
  });

  it('is closed when its token has expired, unless another one of the same came', async () => {
    const stage = new Stage();
    const [left, renewed] = [stage.connect(tokens['brief']), stage.connect(tokens['brief'])];
    renewed.hello('longer');
    await settled();
    stage.now = 2_000;
    await stage.watch.check();
    expect([left, renewed].map(({ socket }) => socket.closing)).toEqual([[4401, 'unauthenticated'], null]);
  });

  it.each(['other', 'bound'])('is closed when it is to become that of %s', async (token) => {
    const { socket, hello } = new Stage().connect(tokens['reader']);
    hello(token);
    await settled();
    expect(socket.closing).toEqual([4403, 'not-allowed']);
  });

  it('bound to one execution watches that one alone', async () => {
    const { socket, say } = new Stage().connect(tokens['bound']);
    say({ type: 'subscribe', id: 'a', filter: {} });
    say({ type: 'subscribe', id: 'b', execution_id: ours.replace(/.$/, 'X') });
    say({ type: 'subscribe', id: 'c', execution_id: ours });
    await settled();
    expect(kinds(socket)).toEqual(['welcome', 'error a forbidden', 'error b forbidden', 'error c not-found']);
    expect(socket.closing).toBeNull();
  });
});
