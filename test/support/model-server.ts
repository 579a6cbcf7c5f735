/** A provider of models on loopback: answers each request with what it is told, in pieces, and keeps what it was asked. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** One answer. */
export interface ModelReply {
  /** Default 200. */
  readonly status?: number;
  /** Default: an event stream. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Bytes a piece. Default: the whole body at once. */
  readonly pieceBytes?: number;
}

/** The server. `await using server = await startModelServer()` closes it. */
export interface ModelServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly IncomingHttpHeaders[];
  /** What requests are answered with from now on. */
  reply: ModelReply;
}

/** Starts it on a free port. */
export async function startModelServer(reply: ModelReply = { status: 500, body: '' }): Promise<ModelServer> {
  const requests: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers);
    request.resume().on('end', () => void send(response, model.reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const model: ModelServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    reply,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return model;
}

async function send(response: ServerResponse, reply: ModelReply): Promise<void> {
  const { status = 200, contentType = 'text/event-stream', headers = {}, body, pieceBytes } = reply;
  const bytes = Buffer.from(body);
  const step = pieceBytes ?? Math.max(1, bytes.length);
  response.writeHead(status, { 'content-type': contentType, ...headers });
  for (let start = 0; start < bytes.length; start += step) {
    response.write(bytes.subarray(start, start + step));
    await setImmediate();
  }
  response.end();
}
