/** One socket: what its client may ask for, what it is told, and how it ends. Subscriptions do the watching; a socket that is slow,
 *  silent or hostile ends here and is felt by nobody else. */
import type { WebSocket } from 'ws';
import type { Tenant } from '@ice/core';
import { unauthenticated } from '../../access/access-refusals.js';
import type { Caller } from '../../access/caller.js';
import type { Identity } from '../../access/identity.js';
import type { JsonLimits } from '../../http/json/json-limits.js';
import { createProblem } from '../../http/problem/create-problem.js';
import { explainError } from '../../http/problem/explain-error.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import type { StreamTarget } from '../handshake/handshake.js';
import type { StreamLimits } from '../stream-limits.js';
import { readClientFrame, type ClientFrame, type ClientFrameResult, type ImplicitSubscribe } from './client-frame.js';
import { ConnectionWatch } from './connection-watch.js';
import { Outbox } from './outbox.js';
import { frameText, welcomeFrame, type ServerFrame } from './server-frame.js';
import { SocketAccess } from './socket-access.js';
import { SocketSink } from './socket-sink.js';
import { SubscriptionBook, type StreamSource } from './subscription-book.js';

/** What a connection works with. */
export interface ConnectionMeans {
  /** Where the subscriptions of a tenant read. */
  readonly sourceOf: (tenant: Tenant) => StreamSource;
  /** Whose key or token a text is; null for nobody's. */
  readonly identify: (text: string) => Promise<Identity | null>;
  /** Takes a place among the sockets of a key, which the returned function gives back; null when it has too many. */
  readonly takePlace: (caller: Caller) => (() => void) | null;
  readonly limits: StreamLimits;
  readonly jsonLimits: JsonLimits;
  /** Milliseconds since 1970, for the `t` of pings. */
  readonly now: () => number;
  /** Is told of refusals that are our own fault, and what a client says of itself. */
  readonly log: {
    fault(refusal: ProblemException, requestId: string): void;
    client(name: string, requestId: string): void;
  };
}

/** Where a socket comes from. */
export interface ConnectionOrigin {
  readonly target: StreamTarget;
  /** Who asks, as the handshake has found; null: the first frame has to say it. Nothing of another tenant is shown. */
  readonly identity: Identity | null;
  /** As it was asked for. */
  readonly url: string;
  readonly requestId: string;
  /** How many bytes have come in so far. */
  readonly receivedBytes: () => number;
}

/** Frames that may wait while a token is looked at. */
const maxHeld = 100;

/** A running connection. */
export class StreamConnection {
  private readonly outbox: Outbox;
  private readonly watch: ConnectionWatch;
  private readonly access: SocketAccess;
  private readonly book: SubscriptionBook;
  private readonly implicit: ImplicitSubscribe | null;
  private messages = 0;
  /** What has come while a token is looked at; null while none is. */
  private held: Uint8Array[] | null = null;
  private sinceBeatMs = 0;
  /** How long a finished watch has been over without another word; null while it is not. */
  private lingeredMs: number | null = null;
  private leavePlace: () => void = () => undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly means: ConnectionMeans,
    private readonly origin: ConnectionOrigin,
  ) {
    const { limits } = means;
    const { executionId } = origin.target;
    this.implicit = executionId === null ? null : { id: executionId, execution_id: executionId };
    this.access = new SocketAccess(origin.identity);
    this.watch = new ConnectionWatch(limits, this.implicit === null, origin.receivedBytes);
    this.outbox = new Outbox(socket, limits, () => this.close(4508, 'reader-too-slow'));
    this.book = new SubscriptionBook(limits, (id) => this.sinkFor(id));
  }

  /** Who is at the other end; null while that has not been said. */
  get identity(): Identity | null {
    return this.access.identity;
  }

  /** Listens, says welcome, and subscribes to what the path names. */
  open(): void {
    const { identity } = this.access;
    if (identity && !this.takePlace(identity)) return;
    const judge = (isBearable: boolean): void => {
      if (!isBearable && this.isOpen) this.close(4429, 'rate-limited');
    };
    this.socket.on('message', () => judge(this.watch.message()));
    this.socket.on('ping', (data) => judge(this.watch.control(data.length)));
    this.socket.on('pong', (data) => judge(this.watch.control(data.length)));
    this.send(welcomeFrame(this.means.limits));
    if (!this.implicit) return;
    const { after } = this.origin.target;
    this.handle({ type: 'subscribe', ...this.implicit, after, deltas: false, snapshot: false });
  }

  /** A message of the client. */
  receive(data: Uint8Array, isBinary: boolean): void {
    if (!this.isOpen) return;
    if (isBinary) return this.close(1003, 'text-only');
    if (this.held) return this.hold(data);
    this.messages += 1;
    if (this.lingeredMs !== null) this.lingeredMs = 0;
    const result = readClientFrame(data, this.means.jsonLimits, this.implicit);
    if (result.kind !== 'malformed' && !this.identity && !saysWho(result)) return this.sendAway();
    if (result.kind === 'frame') return this.handle(result.frame);
    this.refuse(result.refusal, result.kind === 'refused' ? result.id : undefined);
    if (result.kind === 'malformed') this.close(4400, result.refusal.code);
  }

  /** To be called every `tickMs`. */
  tick(): void {
    if (!this.isOpen) return;
    const verdict = this.watch.tick();
    if (verdict === 'dead') return this.drop();
    if (verdict) return this.close(verdict.code, verdict.reason);
    this.outbox.tick();
    this.beat();
    this.linger();
  }

  /** Tells the client that the server goes away, and closes. */
  goAway(reason: string, reconnectAfterMs: number): void {
    this.send({ type: 'goaway', reason, reconnect_after_ms: reconnectAfterMs });
    this.close(1012, reason);
  }

  /** Ends the watching; the socket closes as soon as its reader has taken what waits, or in `closingMs`. */
  close(code: number, reason: string): void {
    this.book.end();
    if (this.isOpen) this.socket.close(code, reason);
  }

  /** Ends the watching of a socket that is gone. */
  closed(): void {
    this.book.end();
    this.leavePlace();
  }

  /** The key of the socket has been revoked, or the time of its token is over. */
  sendAway(): void {
    this.refuse(unauthenticated());
    this.close(4401, 'unauthenticated');
  }

  private get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  private handle(frame: ClientFrame): void {
    switch (frame.type) {
      case 'hello':
        return this.greet(frame);
      case 'subscribe':
        return this.subscribe(frame);
      case 'update':
        return this.answer(this.book.update(frame), frame.id);
      case 'unsubscribe':
        return this.answer(this.book.unsubscribe(frame.id), frame.id);
      case 'ping':
        return this.send({ type: 'pong', t: frame.t });
      case 'pong':
        return;
    }
  }

  private greet({ token, client }: Extract<ClientFrame, { type: 'hello' }>): void {
    if (client) this.means.log.client(`${client.name} ${client.version}`, this.origin.requestId);
    if (token !== undefined) return this.lookAt(token);
    if (this.messages === 1) return;
    this.refuse(new ProblemException('validation-failed', 'hello without a token is the first frame, or is not sent.'));
  }

  /** What comes meanwhile waits: it was said by whoever the token stands for. */
  private lookAt(token: string): void {
    this.held = [];
    this.means.identify(token).then(
      (identity) => this.greeted(identity),
      (fault: unknown) => {
        this.refuse(explainError(fault));
        this.close(1011, 'internal-error');
      },
    );
  }

  private greeted(identity: Identity | null): void {
    const held = this.held ?? [];
    this.held = null;
    if (!this.isOpen) return;
    const greeting = this.access.greet(identity);
    if (!greeting.ok) return greeting.reason === 'unknown' ? this.sendAway() : this.close(4403, 'not-allowed');
    if (identity && greeting.isNew && !this.takePlace(identity)) return;
    for (const data of held) this.receive(data, false);
  }

  private hold(data: Uint8Array): void {
    if (this.held && this.held.length < maxHeld) this.held.push(data);
    else this.close(4429, 'rate-limited');
  }

  private takePlace({ caller }: Identity): boolean {
    const leavePlace = this.means.takePlace(caller);
    if (!leavePlace) this.close(4429, 'too-many-sockets');
    else this.leavePlace = leavePlace;
    return leavePlace !== null;
  }

  /** What the path names may be subscribed to anew, from another place or with another filter. */
  private subscribe(frame: Extract<ClientFrame, { type: 'subscribe' }>): void {
    this.lingeredMs = null;
    if (this.messages > 0 && frame.id === this.implicit?.id) this.book.unsubscribe(frame.id);
    const refusal = this.access.refusalOf('execution_id' in frame ? frame.execution_id : null);
    if (!this.identity || refusal) return this.answer(refusal, frame.id);
    const source = this.means.sourceOf(this.identity.caller.tenant);
    this.answer(this.book.subscribe(frame, source), frame.id);
  }

  private answer(refusal: ProblemException | null, id: string): void {
    if (refusal) this.refuse(refusal, id);
  }

  private refuse(refusal: ProblemException, id?: string): void {
    const { url, requestId } = this.origin;
    const problem = createProblem(refusal.code, refusal.message, refusal.parts, { url, requestId });
    if (problem.status >= 500) this.means.log.fault(refusal, requestId);
    this.send({ type: 'error', ...(id !== undefined && { id }), problem });
  }

  private sinkFor(id: string): SocketSink {
    return new SocketSink(id, this.outbox, {
      complete: () => this.completed(id),
      fail: (error) => {
        this.book.unsubscribe(id);
        this.refuse(explainError(error), id);
      },
      overflow: () => this.close(4508, 'reader-too-slow'),
    });
  }

  private completed(id: string): void {
    this.book.unsubscribe(id);
    if (this.implicit && this.book.size === 0) this.lingeredMs = 0;
  }

  private beat(): void {
    this.sinceBeatMs += this.means.limits.tickMs;
    if (this.sinceBeatMs < this.means.limits.heartbeatMs || !this.isOpen) return;
    this.sinceBeatMs = 0;
    if (this.outbox.hasRoom) this.send({ type: 'ping', t: this.means.now() });
    this.socket.ping();
  }

  /** Who came to watch one execution and has seen its end is done, unless it says something more. */
  private linger(): void {
    if (this.lingeredMs === null) return;
    this.lingeredMs += this.means.limits.tickMs;
    if (this.lingeredMs > this.means.limits.lingerMs) this.close(1000, 'complete');
  }

  private drop(): void {
    this.book.end();
    this.socket.terminate();
  }

  private send(frame: ServerFrame): void {
    this.outbox.send(frameText(frame));
  }
}

/** The one frame that may come from nobody. */
function saysWho(result: ClientFrameResult): boolean {
  return result.kind === 'frame' && result.frame.type === 'hello' && result.frame.token !== undefined;
}
