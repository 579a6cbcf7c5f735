/** One connection over a WebSocket (`ice.stream.v1`), with one subscription. A token goes into the first frame, never into the URL. */
import { IceProblem, type Problem } from '../problem/ice-problem.js';
import { lossOf, lossOfProblem } from './loss-of.js';
import { Mailbox } from './mailbox.js';
import { parseWire } from './parse-wire.js';
import { SilenceAlarm } from './silence-alarm.js';
import type { ServerFrame } from './server-frame.js';
import { errorOfEnd } from './socket-end.js';
import type { StreamItem } from './stream-item.js';
import { StreamLost } from './stream-lost.js';
import type { StreamSubject } from './stream-reader.js';
import type { WebSocketClass, WebSocketLike } from './web-socket-like.js';

/** What it is opened with. */
export interface SocketConnectionMeans {
  /** Of the stream: `ws://…/api/v1/stream`. */
  readonly url: string;
  readonly webSocket: WebSocketClass;
  /** As the server's log is to know this client. */
  readonly client: { readonly name: string; readonly version: string };
  /** The token for an execution; null where none is needed. */
  readonly tokenFor: (executionId: string, signal: AbortSignal | undefined) => Promise<string | null>;
}

const subscription = 's';
/** The opcode of a frame of text: what an error about one shows in place of a status. */
const textFrame = 1;
/** Frames that may wait for a reader that is slow: above that the socket is closed, and opened again once they were read. */
const maxWaiting = 2_000;
/** Until the server has said how often it sends something. */
const firstSilenceMs = 30_000;
/** Silence of so many heartbeats is too long. */
const heartbeats = 2.25;

/** See `OpenConnection`. */
export async function* openSocketConnection(
  means: SocketConnectionMeans,
  subject: StreamSubject,
): AsyncGenerator<readonly StreamItem[], void, undefined> {
  const { signal } = subject;
  const token = await means.tokenFor(subject.executionId, signal).catch((error: unknown) => {
    throw lossOf(error);
  });
  signal?.throwIfAborted();
  const connection = new SocketConnection(means, subject, token);
  const giveUp = (): void => connection.giveUp(signal?.reason as Error);
  signal?.addEventListener('abort', giveUp);
  try {
    for (let items; (items = await connection.arrivals.take());) yield items;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    connection.close();
  }
}

class SocketConnection {
  /** What has come; ends with the connection. */
  readonly arrivals = new Mailbox<readonly StreamItem[]>();
  readonly #socket: WebSocketLike;
  readonly #alarm: SilenceAlarm;
  #wasOpen = false;
  #problem: Problem | null = null;
  #delayMs: number | null = null;

  constructor(
    private readonly means: SocketConnectionMeans,
    private readonly subject: StreamSubject,
    private readonly token: string | null,
  ) {
    this.#socket = new means.webSocket(means.url, ['ice.stream.v1']);
    this.#alarm = new SilenceAlarm(() => this.#fallSilent(), firstSilenceMs);
    this.#socket.onopen = () => this.#greet();
    this.#socket.onmessage = ({ data }: { readonly data: unknown }) => this.#read(String(data));
    this.#socket.onclose = ({ code, reason }: { readonly code: number; readonly reason: string }) =>
      this.#closed(code, reason);
    // The close that follows tells as much as there is to be told.
    this.#socket.onerror = () => undefined;
  }

  /** The reader does not want any more of it. */
  giveUp(reason: Error): void {
    this.arrivals.drop(reason);
    this.close();
  }

  close(): void {
    this.#alarm.close();
    this.arrivals.end();
    this.#socket.onmessage = null;
    this.#socket.close(1000);
  }

  #greet(): void {
    this.#wasOpen = true;
    const { client } = this.means;
    const { executionId, after, nodes, types, deltas } = this.subject;
    this.#send({ type: 'hello', client, ...(this.token !== null && { token: this.token }) });
    const globs = { ...(nodes && { nodes }), ...(types && { types }) };
    this.#send({ type: 'subscribe', id: subscription, execution_id: executionId, after, deltas, ...globs });
  }

  #send(frame: object): void {
    this.#socket.send(JSON.stringify(frame));
  }

  #read(text: string): void {
    this.#alarm.heard();
    try {
      this.#take(parseWire<ServerFrame>(this.means.url, textFrame, text));
    } catch (error) {
      this.#end(error as Error);
    }
    if (this.arrivals.size > maxWaiting) this.#end(new StreamLost('the reader is slow', { delayMs: 0 }));
  }

  #take(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        return this.#alarm.heard(frame.heartbeat_ms * heartbeats);
      case 'ping':
        return this.#send({ type: 'pong', t: frame.t });
      case 'event':
        return this.arrivals.put([frame.event]);
      case 'batch':
        return this.arrivals.put(frame.events);
      case 'live':
        return this.arrivals.put([]);
      case 'delta':
        return this.arrivals.put([withoutId(frame)]);
      case 'lag':
        return this.arrivals.put([withoutId(frame)]);
      case 'complete':
        return this.#end();
      case 'error':
        return this.#refused(frame);
      case 'goaway':
        this.#delayMs = frame.reconnect_after_ms;
    }
  }

  /** Without a subscription's id it is about the socket, whose close code says what to do. */
  #refused({ id, problem }: Extract<ServerFrame, { type: 'error' }>): void {
    if (id === undefined) this.#problem = problem;
    else this.#end(lossOfProblem(new IceProblem(problem)));
  }

  #closed(code: number, reason: string): void {
    const { url } = this.means;
    const facts = { url, code, reason, wasOpen: this.#wasOpen, problem: this.#problem, delayMs: this.#delayMs };
    this.#end(errorOfEnd(facts));
  }

  #fallSilent(): void {
    this.#end(new StreamLost('the socket fell silent', { isSocketRefused: !this.#wasOpen }));
  }

  #end(error?: Error): void {
    this.arrivals.end(error);
    this.close();
  }
}

function withoutId<F extends { readonly id: string }>({ id: _id, ...item }: F): Omit<F, 'id'> {
  return item;
}
