/** HTTP as bytes on a socket: for requests that no client would send, and for what a server does to a connection. */
import { connect, type Socket } from 'node:net';

/** What came back on one connection. */
export interface RawAnswer {
  /** 0 where the server sent nothing. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs assert on it as they find it
  readonly body: any;
  /** The server closed the connection within the time. */
  readonly closed: boolean;
  /** From the last byte sent at once to the end of the answer. */
  readonly durationMs: number;
}

/** How to send. */
export interface RawOptions {
  /** When to stop listening: as soon as an answer is complete (default), or when the server closes. */
  readonly until?: 'answer' | 'close';
  /** Default 5,000. */
  readonly timeoutMs?: number;
  /** Bytes that follow one by one, so many a second, until there is an answer. */
  readonly trickle?: { readonly bytes: Buffer; readonly perSecond: number };
}

/** Opens a connection, sends bytes (text as latin1), and gives the first answer. Never rejects once it is connected. */
export async function exchange(port: number, bytes: Buffer | string, options: RawOptions = {}): Promise<RawAnswer> {
  const { until = 'answer', timeoutMs = 5_000, trickle } = options;
  const socket = connect(port, '127.0.0.1');
  await connected(socket);
  const began = performance.now();
  const chunks: Buffer[] = [];
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  const stopTrickle = trickle ? startTrickle(socket, trickle) : (): void => undefined;
  const closed = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), timeoutMs);
    const end = (isClosed: boolean): void => {
      clearTimeout(timer);
      resolve(isClosed);
    };
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (until === 'answer' && isComplete(Buffer.concat(chunks))) end(false);
    });
    // A server that has had enough may reset the connection; what it sent before counts.
    socket.on('error', () => undefined);
    socket.once('end', () => end(true));
    socket.once('close', () => end(true));
  });
  stopTrickle();
  socket.destroy();
  return { ...parse(Buffer.concat(chunks)), closed, durationMs: performance.now() - began };
}

/** The bytes of a request. A body gets its `content-length`, unless a header says another one or none is wanted. */
export function requestBytes(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  body?: Buffer,
): Buffer {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const isSized = names.includes('content-length') || names.includes('transfer-encoding');
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(names.includes('host') ? [] : ['host: localhost']),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body && !isSized ? [`content-length: ${body.length}`] : []),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body ?? Buffer.alloc(0)]);
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
}

function startTrickle(socket: Socket, { bytes, perSecond }: NonNullable<RawOptions['trickle']>): () => void {
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < bytes.length && socket.writable) socket.write(bytes.subarray(sent, (sent += 1)));
  }, 1_000 / perSecond);
  return () => clearInterval(timer);
}

function isComplete(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const { status, headers } = headOf(text.slice(0, end));
  if (status === 204 || status === 304) return true;
  if (headers['transfer-encoding'] === 'chunked') return text.endsWith('0\r\n\r\n');
  return bytes.length - end - 4 >= Number(headers['content-length'] ?? 0);
}

function parse(bytes: Buffer): Omit<RawAnswer, 'closed' | 'durationMs'> {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return { status: 0, headers: {}, text: bytes.toString('utf8'), body: undefined };
  const { status, headers } = headOf(bytes.toString('latin1', 0, end));
  const text = bytes.toString('utf8', end + 4);
  return { status, headers, text, body: jsonOf(text) };
}

function headOf(head: string): { readonly status: number; readonly headers: Readonly<Record<string, string>> } {
  const [first = '', ...lines] = head.split('\r\n');
  const pairs = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 1).trim(),
  ]);
  return { status: Number(first.split(' ')[1] ?? 0), headers: Object.fromEntries(pairs) as Record<string, string> };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
