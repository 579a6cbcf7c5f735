/** Lets `ice.stream.v1` through NestJS's WebSocket adapter: judges every handshake, serves two paths with one server, and hands each
 *  message over as it came. */
import type { INestApplication } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import type { MessageMappingProperties } from '@nestjs/websockets';
import { IdSource } from '@ice/core';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket, WebSocketServer } from 'ws';
import { unauthenticated } from '../../access/access-refusals.js';
import { Gatekeeper } from '../../access/gatekeeper.js';
import type { Identity } from '../../access/identity.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { explainError } from '../../http/problem/explain-error.js';
import { problemKind } from '../../http/problem/problem-catalog.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { SocketAccess } from '../socket/socket-access.js';
import { StreamSocket } from '../socket/stream-socket.js';
import { judgeHandshake, streamProtocol, type StreamTarget } from './handshake.js';
import { ignoreUpgrade } from './ignore-upgrade.js';
import { refuseUpgrade } from './refuse-upgrade.js';

/** The name under which every message reaches the gateway. */
export const frameMessage = 'frame';

/** A message as it came. */
export interface StreamMessage {
  readonly data: Buffer;
  readonly isBinary: boolean;
}

/** What the handshake of a socket has come to. */
export interface Admission {
  readonly target: StreamTarget;
  /** Null: its first frame has to say who it is. */
  readonly identity: Identity | null;
}

const admissions = new WeakMap<WebSocket, Admission>();
const nothing: Admission = { target: { executionId: null, after: 0 }, identity: null };

/** What the handshake of a socket has come to. */
export function admittedAs(socket: WebSocket): Admission {
  return admissions.get(socket) ?? nothing;
}

/** The adapter, for `app.useWebSocketAdapter`. It serves one gateway. */
export class StreamAdapter extends WsAdapter {
  private readonly config: AppConfig;
  private readonly ids: IdSource;
  private readonly gatekeeper: Gatekeeper;
  private server: WebSocketServer | null = null;

  constructor(app: INestApplication) {
    super(app);
    this.config = app.get<AppConfig>(APP_CONFIG);
    this.ids = app.get(IdSource);
    this.gatekeeper = app.get(Gatekeeper);
  }

  override create(port: number, options: object = {}): WebSocketServer {
    const { maxFrameBytes, closingMs } = this.config.stream;
    const server = super.create(port, {
      ...options,
      WebSocket: StreamSocket,
      closeTimeout: closingMs,
      handleProtocols: (offered: ReadonlySet<string>) => offered.has(streamProtocol) && streamProtocol,
      maxPayload: maxFrameBytes,
      // Pings are counted with the messages; the library would cut the connection without a word.
      maxPendingAutoPongs: 0,
      // Compression costs memory on every socket; events are small, or the reader is near.
      perMessageDeflate: false,
    }) as WebSocketServer;
    server.on('wsClientError', (fault, socket, request) =>
      this.refuse(request, socket as Socket, misfit(request, fault)),
    );
    this.server = server;
    return server;
  }

  override bindMessageHandlers(client: WebSocket, handlers: MessageMappingProperties[]): void {
    const handler = handlers.find(({ message }) => message === frameMessage);
    client.on('message', (data, isBinary) => {
      // An earlier listener may have closed a socket that says too much.
      if (client.readyState === client.OPEN) void handler?.callback({ data, isBinary }, frameMessage);
    });
  }

  /** What a client does to its own socket is no news. */
  override bindErrorHandler(server: WebSocketServer): WebSocketServer {
    server.on('connection', (client) => client.on('error', () => undefined));
    return server.on('error', (fault) => this.logger.error(fault));
  }

  override async dispose(): Promise<void> {
    (this.httpServer as Server).off('upgrade', this.upgrade);
    await super.dispose();
  }

  protected override ensureHttpServerExists(_port: number, httpServer?: Server): Server | undefined {
    return httpServer?.on('upgrade', this.upgrade);
  }

  private readonly upgrade = (request: IncomingMessage, socket: Socket, head: Buffer): void => {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      return ignoreUpgrade(this.httpServer as Server, request, socket, head);
    }
    const handshake = judgeHandshake(request, this.config);
    if (!handshake.ok) return this.refuse(request, socket, handshake.refusal);
    // Whoever leaves while his key is looked up has broken nothing.
    const leave = (): void => void socket.destroy();
    socket.on('error', leave);
    this.admit(request, handshake.target).then(
      (admission) => {
        socket.off('error', leave);
        this.complete(request, socket, head, admission);
      },
      (fault: unknown) => this.refuse(request, socket, this.explain(fault)),
    );
  };

  /** Browsers cannot send a key with a handshake, so `/api/v1/stream` is told by its first frame. A path that subscribes at once
   *  needs it at once. */
  private async admit({ headers }: IncomingMessage, target: StreamTarget): Promise<Admission> {
    const identity = await this.gatekeeper.identifySoon(headers);
    if (!identity && target.executionId !== null) throw unauthenticated();
    const refusal = identity && new SocketAccess(identity).refusalOf(target.executionId ?? identity.executionId);
    if (refusal) throw refusal;
    return { target, identity };
  }

  private complete(request: IncomingMessage, socket: Socket, head: Buffer, admission: Admission): void {
    if (socket.destroyed) return;
    this.server?.handleUpgrade(request, socket, head, (client) => {
      admissions.set(client, admission);
      this.server?.emit('connection', client, request);
    });
  }

  private explain(fault: unknown): ProblemException {
    const refusal = explainError(fault);
    if (problemKind(refusal.code).status >= 500) this.logger.error(refusal.parts.cause ?? fault);
    return refusal;
  }

  private refuse(request: IncomingMessage, socket: Socket, refusal: ProblemException): void {
    refuseUpgrade(request, socket, refusal, this.ids);
  }
}

function misfit({ method }: IncomingMessage, fault: Error): ProblemException {
  if (method === 'GET')
    return new ProblemException('malformed-request', `This is no WebSocket handshake: ${fault.message}.`);
  return new ProblemException('method-not-allowed', 'A WebSocket handshake is a GET.', { headers: { allow: 'GET' } });
}
