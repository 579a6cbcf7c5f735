/** All open sockets and event streams of the process: lets them in, looks after them once a tick, and sends them away when the
 *  process stops. Holds connections only; what has happened is in the journal. */
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock, EventFeed, ExecutionsByTenant, IdSource, type Tenant } from '@ice/core';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { Gatekeeper } from '../access/gatekeeper.js';
import type { Identity } from '../access/identity.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { requestIdOf } from '../http/server/request-id.js';
import type { StreamTarget } from './handshake/handshake.js';
import { Places } from './places.js';
import { StreamConnection, type ConnectionMeans } from './socket/stream-connection.js';
import type { StreamSource } from './socket/subscription-book.js';
import { StandingWatch, type Watched } from './standing-watch.js';
import { ExecutionFacts } from './subscription/execution-facts.js';
import { SharedReads } from './subscription/shared-reads.js';

/** How long sockets get to say goodbye when the process stops. */
const farewellMs = 1_000;

/** Clients come back within so many ms, each at its own time. */
const reconnectSpreadMs = 2_000;

const goingAway = 'shutdown';

/** An event stream. */
export interface HeldStream extends Watched {
  readonly identity: Identity;
  /** The process stops. */
  end(): void;
}

/** See the head of this file. */
@Injectable()
export class StreamHub implements BeforeApplicationShutdown {
  private readonly facts: ExecutionFacts;
  private readonly reads: SharedReads;
  private readonly means: ConnectionMeans;
  private readonly logger = new Logger(StreamHub.name);
  private readonly connections = new Map<WebSocket, StreamConnection>();
  private readonly streams = new Set<HeldStream>();
  private readonly places: Places;
  private readonly standing: StandingWatch;
  private stopTicking: (() => void) | null = null;
  private isClosing = false;
  private onEmpty: () => void = () => undefined;

  constructor(
    @Inject(ExecutionsByTenant) executions: ExecutionsByTenant,
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(Gatekeeper) gatekeeper: Gatekeeper,
  ) {
    this.places = new Places(config.stream.maxSocketsPerKey);
    this.standing = new StandingWatch(
      {
        now: () => clock.now(),
        stillStands: (identity) => gatekeeper.stillStands(identity),
        fault: (error) => this.logger.error(error),
      },
      () => [...this.connections.values(), ...this.streams],
    );
    gatekeeper.whenKeysChange(() => void this.standing.check());
    this.facts = new ExecutionFacts(executions);
    this.reads = new SharedReads(executions);
    this.means = {
      sourceOf: (tenant) => this.sourceOf(tenant),
      identify: (text) => gatekeeper.identifyText(text),
      takePlace: (caller) => this.places.take(caller),
      limits: config.stream,
      jsonLimits: config.http.json,
      now: () => clock.now(),
      log: {
        fault: (refusal, requestId) =>
          this.logger.error(refusal.parts.cause ?? refusal, `${requestId} ${refusal.code}`),
        client: (name, requestId) => this.logger.debug(`${requestId} is ${name}`),
      },
    };
  }

  /** What every subscription of a tenant reads. */
  sourceOf(tenant: Tenant): StreamSource {
    return { tenant, executions: this.reads.of(tenant), feed: this.feed, facts: this.facts };
  }

  /** How many sockets and event streams are open. */
  get size(): number {
    return this.connections.size + this.streams.size;
  }

  /** True when there is no place for one more, or no time. */
  get isFull(): boolean {
    return this.isClosing || this.size >= this.config.stream.maxSockets;
  }

  /** Takes a socket in that has passed its handshake. */
  connect(socket: WebSocket, request: IncomingMessage, target: StreamTarget, identity: Identity | null): void {
    if (this.isFull) return socket.close(this.isClosing ? 1012 : 4429, this.isClosing ? goingAway : 'too-many-sockets');
    if (!identity && this.unknown >= this.config.stream.maxUnknownSockets) {
      return socket.close(4429, 'too-many-sockets');
    }
    const connection = new StreamConnection(socket, this.means, {
      target,
      identity,
      url: request.url ?? '',
      requestId: requestIdOf(request.headers, this.ids),
      receivedBytes: () => request.socket.bytesRead,
    });
    this.connections.set(socket, connection);
    connection.open();
    this.stopTicking ??= this.tickLater();
  }

  /** A message of a socket. */
  receive(socket: WebSocket, data: Uint8Array, isBinary: boolean): void {
    const connection = this.connections.get(socket);
    if (connection) this.guard(connection, () => connection.receive(data, isBinary));
  }

  /** A socket is gone. */
  disconnect(socket: WebSocket): void {
    this.connections.get(socket)?.closed();
    this.connections.delete(socket);
    if (this.size === 0) this.onEmpty();
  }

  /** Takes an event stream in; null when its key has as many as it may. The returned function lets it go. */
  hold(stream: HeldStream): (() => void) | null {
    const leavePlace = this.places.take(stream.identity.caller);
    if (!leavePlace) return null;
    this.streams.add(stream);
    this.stopTicking ??= this.tickLater();
    return () => {
      leavePlace();
      this.streams.delete(stream);
      if (this.size === 0) this.onEmpty();
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    for (const connection of this.connections.values()) {
      connection.goAway(goingAway, Math.round(Math.random() * reconnectSpreadMs));
    }
    for (const stream of [...this.streams]) stream.end();
    await this.emptied();
    this.stopTicking?.();
  }

  /** How many sockets there are from which nobody has said who he is. */
  private get unknown(): number {
    return [...this.connections.values()].filter(({ identity }) => identity === null).length;
  }

  /** Resolves when all are gone, or when they have had their time. */
  private emptied(): Promise<void> {
    if (this.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const stopTimer = this.clock.after(farewellMs, resolve);
      this.onEmpty = () => {
        stopTimer();
        resolve();
      };
    });
  }

  private tickLater(): () => void {
    return this.clock.after(this.config.stream.tickMs, () => {
      this.stopTicking = this.size > 0 ? this.tickLater() : null;
      for (const connection of this.connections.values()) this.guard(connection, () => connection.tick());
      void this.standing.check();
    });
  }

  /** A fault of ours ends the socket in which it happened, and no other. */
  private guard(connection: StreamConnection, move: () => void): void {
    try {
      move();
    } catch (fault) {
      this.logger.error(fault);
      connection.close(1011, 'internal-error');
    }
  }
}
