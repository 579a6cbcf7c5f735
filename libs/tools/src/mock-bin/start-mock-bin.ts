/** The process's own mock HTTP bin: a real server for real requests, on loopback only, so that a demo or a test posts over HTTP without
 *  leaving the machine. Nothing it holds outlives the process. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startLoopbackServer } from '../http/loopback-server.js';
import { answerBinRequest, binProblem, type BinAnswer } from './answer-bin-request.js';
import { MockBinStore, type MockBinEntry } from './mock-bin-store.js';

/** How to start a bin. */
export interface MockBinOptions {
  /** Default 0: a free port. */
  readonly port?: number;
  /** Default: a new one. */
  readonly store?: MockBinStore;
  /** Whose bins a path leads to, and the path within them; undefined where it leads nowhere. Default: all lead to those of `store`. */
  readonly route?: (path: string) => RoutedPath | undefined;
  /** Milliseconds since 1970. Default: the system clock. */
  readonly now?: () => number;
}

/** Where a path leads. */
export interface RoutedPath {
  readonly store: MockBinStore;
  /** E.g. `/items`. */
  readonly path: string;
}

/** A bin that runs. */
export interface MockBin {
  /** Its origin, e.g. `http://127.0.0.1:34567`, without a slash at the end. */
  readonly url: string;
  /** Everything that was posted to `store` and is still held, oldest first. */
  entries(): readonly MockBinEntry[];
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/** Largest payload, in bytes. */
const maxPayloadBytes = 1024 * 1024;

/** Starts a bin on 127.0.0.1. Rejects when the port is taken. */
export async function startMockBin(options: MockBinOptions = {}): Promise<MockBin> {
  const { port = 0, store = new MockBinStore(), now = () => Date.now() } = options;
  const route = options.route ?? ((path: string): RoutedPath => ({ store, path }));
  const { origin, close } = await startLoopbackServer(
    (request, response) => void serve(route, now, request, response),
    port,
  );
  return { url: origin, entries: () => store.entries(), close };
}

async function serve(
  route: NonNullable<MockBinOptions['route']>,
  now: () => number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    send(response, await answer(route, now(), request));
  } catch {
    // The request broke off: there is nobody to answer.
    response.destroy();
  }
}

async function answer(
  route: NonNullable<MockBinOptions['route']>,
  now: number,
  request: IncomingMessage,
): Promise<BinAnswer> {
  if (!isLocalHost(request.headers.host)) return binProblem(421, 'not-found', 'This server answers as 127.0.0.1 only.');
  const body = await readBody(request);
  if (!body) return binProblem(413, 'body-too-large', `A payload has at most ${maxPayloadBytes} bytes.`);
  const routed = route((request.url ?? '/').split('?', 1)[0] ?? '/');
  if (!routed) return binProblem(404, 'not-found', 'These are nobody’s bins.');
  const key = request.headers['idempotency-key'];
  const binRequest = {
    method: request.method ?? '',
    path: routed.path,
    contentType: request.headers['content-type'],
    idempotencyKey: Array.isArray(key) ? key.join(', ') : key,
    body,
  };
  return answerBinRequest(routed.store, binRequest, now);
}

/** A page in a browser may make its own name point here; under that name there is nothing to see. */
function isLocalHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');
}

/** The body, or undefined when it is too large; then the rest is read and dropped, so that the answer arrives. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxPayloadBytes) chunks.push(chunk);
  }
  return size > maxPayloadBytes ? undefined : Buffer.concat(chunks);
}

/** No `Date` header: the same request has the same answer, byte by byte. */
function send(response: ServerResponse, { status, headers, body }: BinAnswer): void {
  response.sendDate = false;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
