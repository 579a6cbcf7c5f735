/** A small client of `ice.stream.v1`, as a stranger would write it: keeps every frame, and waits for what a test wants to see. */
import { WebSocket, type ClientOptions } from 'ws';

/** A frame of the server. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs assert on frames as they find them
export type Frame = any;

/** How a socket ended. */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** A connection. */
export class StreamClient implements Disposable {
  readonly frames: Frame[] = [];
  /** Resolves when the socket has closed. */
  readonly closed: Promise<Closing>;
  private closing: Closing | null = null;
  private wake: () => void = () => undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString('utf8')));
      this.wake();
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        this.closing = { code, reason: reason.toString() };
        this.wake();
        resolve(this.closing);
      });
    });
  }

  /** Connects; frames that come with the handshake are kept too. */
  static async connect(
    url: string,
    protocols: string[] = ['ice.stream.v1'],
    options: ClientOptions = {},
  ): Promise<StreamClient> {
    const client = new StreamClient(new WebSocket(url.replace(/^http/, 'ws'), protocols, options));
    await new Promise((resolve, reject) => {
      client.socket.once('open', resolve);
      client.socket.once('error', reject);
    });
    return client;
  }

  send(frame: object | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The first frame that fits, waiting for it. Rejects when the socket closes before. */
  async until(fits: (frame: Frame) => boolean): Promise<Frame> {
    for (let seen = 0; ;) {
      for (; seen < this.frames.length; seen += 1) if (fits(this.frames[seen])) return this.frames[seen];
      if (this.closing) throw new Error(`closed (${this.closing.code} ${this.closing.reason}) before the frame came`);
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** The first frame of a type, waiting for it. */
  untilType(type: string): Promise<Frame> {
    return this.until((frame) => frame.type === type);
  }

  /** All events so far, of one subscription or of all. */
  events(id?: string): Frame[] {
    return this.frames
      .filter((frame) => id === undefined || frame.id === id)
      .flatMap((frame) => (frame.type === 'event' ? [frame.event] : frame.type === 'batch' ? frame.events : []));
  }

  /** Breaks the connection without a word. */
  kill(): void {
    this.socket.terminate();
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}
