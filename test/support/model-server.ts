/** A provider of models on loopback: answers each request with what it is told, in pieces, and keeps what it was asked. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import type { JsonObject } from '@ice/core';

/** One answer. */
export interface ModelReply {
  /** Default 200. */
  readonly status?: number;
  /** Default: an event stream. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Bytes a piece. Default: the whole body at once. */
  readonly pieceBytes?: number;
  /** Positions at which the body is cut into pieces, in bytes and in ascending order; instead of `pieceBytes`. */
  readonly cuts?: readonly number[];
  /** True: the connection breaks after the body, and does not end. */
  readonly breaks?: boolean;
}

/** The server. `await using server = await startModelServer()` closes it. */
export interface ModelServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly IncomingHttpHeaders[];
  /** What was asked, as it came. */
  readonly bodies: readonly JsonObject[];
  /** What requests are answered with from now on, or who says so; `call` counts all requests from 0. */
  reply: ModelReply | ((body: JsonObject, call: number) => ModelReply);
}

/** Starts it on a free port. */
export async function startModelServer(reply: ModelReply = { status: 500, body: '' }): Promise<ModelServer> {
  const requests: IncomingHttpHeaders[] = [];
  const bodies: JsonObject[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers);
    void text(request).then((body) => {
      const call = bodies.push(JSON.parse(body || '{}') as JsonObject) - 1;
      const { reply: told } = model;
      return send(response, typeof told === 'function' ? told(bodies[call] ?? {}, call) : told);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const model: ModelServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    bodies,
    reply,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return model;
}

async function send(response: ServerResponse, reply: ModelReply): Promise<void> {
  const { status = 200, contentType = 'text/event-stream', headers = {}, body, breaks = false } = reply;
  response.writeHead(status, { 'content-type': contentType, ...headers });
  for (const piece of piecesOf(Buffer.from(body), reply)) {
    response.write(piece);
    await setImmediate();
  }
  if (breaks) response.socket?.destroy();
  else response.end();
}

function piecesOf(bytes: Buffer, { pieceBytes, cuts }: ModelReply): readonly Buffer[] {
  const step = pieceBytes ?? Math.max(1, bytes.length);
  const inSteps = (): readonly number[] =>
    Array.from({ length: Math.ceil(bytes.length / step) }, (_, index) => index * step);
  const starts = [0, ...(cuts ?? inSteps().slice(1))];
  return starts.map((start, index) => bytes.subarray(start, starts[index + 1])).filter((piece) => piece.length > 0);
}
