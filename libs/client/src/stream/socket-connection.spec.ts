/** One socket, frame by frame, with a server that is scripted: what is hard to bring about with a real one. */
import { describe, expect, it } from '@jest/globals';
import { IceProblem } from '../problem/ice-problem.js';
import { openSocketConnection } from './socket-connection.js';
import type { StreamItem } from './stream-item.js';
import { StreamLost } from './stream-lost.js';
import type { StreamSubject } from './stream-reader.js';

/** The other end of a socket. */
class ScriptedSocket {
  static last: ScriptedSocket;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly sent: unknown[] = [];
  closedWith: number | undefined;

  constructor(
    readonly url: string,
    readonly protocols?: string | string[],
  ) {
    ScriptedSocket.last = this;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(code?: number): void {
    this.closedWith ??= code;
  }

  opens(): void {
    this.onopen?.({} as never);
  }

  says(frame: unknown): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) } as never);
  }

  closes(code: number, reason = ''): void {
    this.onclose?.({ code, reason } as never);
  }
}

const subject: StreamSubject = { executionId: 'ex_1', after: 4, deltas: true, signal: undefined, nodes: ['a*'] };
const event = (sequence: number) => ({ sequence, type: 'log', at: '', execution_id: 'ex_1', data: {} });
const problem = {
  type: '/problems/not-found',
  title: 'It is not there',
  status: 404,
  detail: 'No such execution.',
  instance: '/api/v1/stream',
  code: 'not-found',
  errors: [],
  hint: '',
  retryable: false,
  request_id: 'rq_1',
};

/** A connection whose socket is open, and everything that it brings. */
async function connected(token: string | null = null, wanted: StreamSubject = subject) {
  const client = { name: 'spec', version: '1' };
  const url = 'ws://127.0.0.1/api/v1/stream';
  const means = { url, webSocket: ScriptedSocket, client, tokenFor: async () => token };
  const connection = openSocketConnection(means, wanted);
  const first = connection.next();
  await new Promise((resolve) => setImmediate(resolve));
  return { socket: ScriptedSocket.last, rest: collect(first, connection) };
}

async function collect(
  first: Promise<IteratorResult<readonly StreamItem[], void>>,
  connection: AsyncGenerator<readonly StreamItem[], void, undefined>,
): Promise<{ readonly items: readonly unknown[]; readonly error: unknown }> {
  const items: unknown[] = [];
  try {
    for (let step = await first; !step.done; step = await connection.next()) items.push(...step.value);
    return { items, error: null };
  } catch (error) {
    return { items, error };
  }
}

describe('a socket', () => {
  it('speaks the sub-protocol, says who it is, subscribes, and has no secret in its URL', async () => {
    const { socket, rest } = await connected('ice_st_token');
    socket.opens();
    socket.says({ type: 'complete', id: 's', sequence: 4 });
    await rest;
    expect([socket.url, socket.protocols]).toEqual(['ws://127.0.0.1/api/v1/stream', ['ice.stream.v1']]);
    expect(socket.sent).toEqual([
      { type: 'hello', client: { name: 'spec', version: '1' }, token: 'ice_st_token' },
      { type: 'subscribe', id: 's', execution_id: 'ex_1', after: 4, deltas: true, nodes: ['a*'] },
    ]);
  });

  it('brings events and deltas in order, answers pings, and ignores what is newer than it', async () => {
    const { socket, rest } = await connected();
    socket.opens();
    socket.says({ type: 'welcome', heartbeat_ms: 20_000, limits: {} });
    socket.says({ type: 'event', id: 's', event: event(5) });
    socket.says({ type: 'delta', id: 's', path: 'a', attempt: 1, n: 0, text: 'Hi' });
    socket.says({ type: 'invented', id: 's' });
    socket.says({ type: 'lag', id: 's', dropped_deltas: 3 });
    socket.says({ type: 'batch', id: 's', events: [event(6), event(7)] });
    socket.says({ type: 'ping', t: 17 });
    socket.says({ type: 'complete', id: 's', sequence: 7, status: 'completed' });
    expect(await rest).toEqual({
      items: [
        event(5),
        { type: 'delta', path: 'a', attempt: 1, n: 0, text: 'Hi' },
        { type: 'lag', dropped_deltas: 3 },
        event(6),
        event(7),
      ],
      error: null,
    });
    expect([socket.sent.at(-1), socket.closedWith]).toEqual([{ type: 'pong', t: 17 }, 1_000]);
  });

  it.each([1001, 1006, 1011, 1012, 4408, 4429, 4508])('closed with %i may be opened again', async (code) => {
    const { socket, rest } = await connected();
    socket.opens();
    socket.says({ type: 'event', id: 's', event: event(5) });
    socket.closes(code);
    const { items, error } = await rest;
    expect([items, error]).toEqual([[event(5)], expect.any(StreamLost)]);
    expect((error as StreamLost).facts).toEqual({ isSocketRefused: false });
  });

  it.each([1003, 4400, 4403, 4406, 4413])('closed with %i stays closed', async (code) => {
    const { socket, rest } = await connected();
    socket.opens();
    socket.closes(code, 'because');
    expect((await rest).error).toMatchObject({ name: 'IceUnexpectedAnswer', status: code });
  });

  it('comes back when the server that goes away said', async () => {
    const { socket, rest } = await connected();
    socket.opens();
    socket.says({ type: 'goaway', reason: 'restart', reconnect_after_ms: 750 });
    socket.closes(1012, 'restart');
    expect((await rest).error).toMatchObject({ facts: { isSocketRefused: false, delayMs: 750 } });
  });

  it('tells a socket that was never opened from one that was', async () => {
    const { socket, rest } = await connected();
    socket.closes(1006);
    expect((await rest).error).toMatchObject({ facts: { isSocketRefused: true } });
  });

  it('tells what is wrong with its subscription', async () => {
    const { socket, rest } = await connected();
    socket.opens();
    socket.says({ type: 'error', id: 's', problem });
    const { error } = await rest;
    expect(error).toBeInstanceOf(IceProblem);
    expect([(error as IceProblem).code, socket.closedWith]).toEqual(['not-found', 1_000]);
  });

  it('goes on where the problem of its subscription will pass', async () => {
    const { socket, rest } = await connected();
    socket.opens();
    const passing = { ...problem, code: 'store-unavailable', status: 503, retryable: true, retry_after_s: 2 };
    socket.says({ type: 'error', id: 's', problem: passing });
    expect((await rest).error).toMatchObject({ name: 'StreamLost', facts: { delayMs: 2_000 } });
  });

  it('says why nobody is known by its token', async () => {
    const { socket, rest } = await connected('ice_st_old');
    socket.opens();
    socket.says({ type: 'error', problem: { ...problem, code: 'unauthenticated', status: 401 } });
    socket.closes(4401, 'unauthenticated');
    expect((await rest).error).toMatchObject({
      facts: { isFinalOnRepeat: true },
      cause: { name: 'IceProblem', code: 'unauthenticated', status: 401 },
    });
  });

  it('ends at a frame that is no JSON', async () => {
    const { socket, rest } = await connected();
    socket.opens();
    socket.says('<html>');
    expect((await rest).error).toMatchObject({ name: 'IceUnexpectedAnswer' });
  });

  it('is closed while its reader is slow, who first takes what has come', async () => {
    const { socket, rest } = await connected();
    socket.opens();
    for (let sequence = 5; sequence < 2_100; sequence += 1)
      socket.says({ type: 'event', id: 's', event: event(sequence) });
    const { items, error } = await rest;
    expect([items.length, socket.closedWith]).toEqual([2_001, 1_000]);
    expect(error).toMatchObject({ name: 'StreamLost', facts: { delayMs: 0 } });
  });

  it('is closed at once when its reader gives up, whatever waits', async () => {
    const controller = new AbortController();
    const { socket, rest } = await connected(null, { ...subject, signal: controller.signal });
    socket.opens();
    socket.says({ type: 'event', id: 's', event: event(5) });
    controller.abort(new Error('enough'));
    expect((await rest).error).toEqual(new Error('enough'));
    expect(socket.closedWith).toBe(1_000);
  });
});
