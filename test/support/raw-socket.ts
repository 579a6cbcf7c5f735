/** A WebSocket as bytes: for frames that no client library sends, and for a client that answers nothing. */
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { requestBytes } from './raw-http.js';

/** What goes into a frame. */
export interface RawFrame {
  /** 1 text, 2 binary, 8 close, 9 ping, 10 pong; all others are reserved. */
  readonly opcode: number;
  readonly payload?: Buffer;
  /** False: more of the message follows. Default: true. */
  readonly isFinal?: boolean;
}

/** How a socket ended: 1006 where no close frame came. */
export interface RawClosing {
  readonly code: number;
  readonly reason: string;
}

const closeOpcode = 8;
const mask = Buffer.from([0x11, 0x22, 0x33, 0x44]);
const handshake = {
  upgrade: 'websocket',
  connection: 'Upgrade',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

/** The bytes of a frame, masked as those of a client are. */
export function frameBytes({ opcode, payload = Buffer.alloc(0), isFinal = true }: RawFrame): Buffer {
  const first = (isFinal ? 0x80 : 0) | opcode;
  const { length } = payload;
  const size = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 0xff];
  return Buffer.concat([
    Buffer.from([first, ...size]),
    mask,
    payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)),
  ]);
}

/** The payload of a close frame. */
export function closePayload(code: number): Buffer {
  return Buffer.from([code >> 8, code & 0xff]);
}

/** An open socket. */
export class RawSocket implements Disposable {
  /** Resolves when the server has closed the connection. */
  readonly closed: Promise<RawClosing>;
  private received = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => (this.received = Buffer.concat([this.received, chunk])));
    // A server that has had enough may reset the connection; what it sent before counts.
    socket.on('error', () => undefined);
    this.closed = once(socket, 'close').then(() => closingOf(framesOf(this.received)));
  }

  /** Connects and shakes hands. Rejects with the answer where that is refused. */
  static async connect(port: number, path: string, headers: Readonly<Record<string, string>>): Promise<RawSocket> {
    const socket = connect(port, '127.0.0.1');
    const raw = new RawSocket(socket);
    await once(socket, 'connect');
    socket.write(requestBytes('GET', path, { ...handshake, ...headers }));
    await raw.shakenHands();
    return raw;
  }

  /** Sends bytes as they are; false where the connection is over. */
  send(bytes: Buffer): boolean {
    return this.socket.writable && this.socket.write(bytes);
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }

  /** What follows the answer is frames. */
  private async shakenHands(): Promise<void> {
    for (;;) {
      const end = this.received.indexOf('\r\n\r\n');
      const head = this.received.toString('latin1', 0, end);
      if (end >= 0 && !head.startsWith('HTTP/1.1 101 ')) throw new Error(head);
      this.received = this.received.subarray(end < 0 ? 0 : end + 4);
      if (end >= 0) return;
      await once(this.socket, 'data');
    }
  }
}

interface ServerFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** Frames of servers are not masked. One that has not come to its end is none. */
function framesOf(bytes: Buffer): readonly ServerFrame[] {
  const frames: ServerFrame[] = [];
  for (let at = 0; at + 2 <= bytes.length;) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
    if (at + 2 + extra > bytes.length) break;
    const length = extra === 0 ? short : bytes.readUIntBE(at + 2 + Math.max(0, extra - 6), Math.min(6, extra));
    const start = at + 2 + extra;
    if (start + length > bytes.length) break;
    frames.push({ opcode: (bytes[at] ?? 0) & 0x0f, payload: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return frames;
}

function closingOf(frames: readonly ServerFrame[]): RawClosing {
  const payload = frames.find(({ opcode }) => opcode === closeOpcode)?.payload;
  if (!payload) return { code: 1006, reason: '' };
  return payload.length < 2
    ? { code: 1005, reason: '' }
    : { code: payload.readUInt16BE(0), reason: payload.toString('utf8', 2) };
}
