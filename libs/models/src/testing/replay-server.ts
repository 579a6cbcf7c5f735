/** A provider for tests: a real HTTP server on loopback that sends back what it was told, in the pieces it was told, and keeps what it
 *  was asked. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** One answer. */
export interface Replay {
  /** Default 200. */
  readonly status?: number;
  /** Default: an event stream. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Byte positions at which the body is cut into pieces. Default: none. */
  readonly cuts?: readonly number[];
  /** What comes after the body: the end, a socket that is destroyed, or nothing. Default `end`. */
  readonly then?: 'end' | 'reset' | 'silence';
}

/** One request. */
export interface ReplayedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
  /** Resolves when the client's connection is gone. */
  readonly closed: Promise<void>;
}

/** The server. `await using server = await startReplayServer()` closes it. */
export interface ReplayServer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly requests: readonly ReplayedRequest[];
  /** What the next requests get; the last one stays. */
  replay(...replays: readonly Replay[]): void;
}

/** Starts it on a free port. */
export async function startReplayServer(): Promise<ReplayServer> {
  const requests: ReplayedRequest[] = [];
  let replays: readonly Replay[] = [];
  const gone = new WeakMap<Socket, Promise<void>>();
  const server = createServer((request, response) => {
    const [replay = { status: 500, body: '' }, ...others] = replays;
    if (others.length > 0) replays = others;
    void answer(request, response, replay, (body) => {
      const closed = gone.get(request.socket) ?? Promise.resolve();
      requests.push({ path: request.url ?? '', headers: request.headers, body, closed });
    });
  });
  server.on('connection', (socket: Socket) => {
    gone.set(socket, new Promise((resolve) => socket.once('close', () => resolve())));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    replay: (...next) => void (replays = next),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  replay: Replay,
  note: (body: ReplayedRequest['body']) => void,
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  note(JSON.parse(Buffer.concat(pieces).toString() || '{}') as ReplayedRequest['body']);
  const { status = 200, headers = { 'content-type': 'text/event-stream' }, then = 'end' } = replay;
  response.socket?.setNoDelay(true);
  response.writeHead(status, headers);
  for (const piece of piecesOf(Buffer.from(replay.body), replay.cuts ?? [])) {
    response.write(piece);
    await setImmediate();
  }
  if (then === 'end') response.end();
  if (then === 'reset') response.socket?.destroy();
  if (then === 'silence') response.flushHeaders();
}

function piecesOf(body: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const positions = [0, ...[...cuts].sort((left, right) => left - right), body.length];
  return positions.slice(1).map((end, index) => body.subarray(positions[index], end));
}
