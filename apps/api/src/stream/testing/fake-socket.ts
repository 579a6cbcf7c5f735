/** A socket without a network: keeps what is sent, and lets a test decide what comes in and how fast the other end reads. */
import { EventEmitter } from 'node:events';

/** See the head of this file. */
export class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState: 0 | 1 | 2 | 3 = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  closing: readonly [code: number, reason: string] | null = null;
  pings = 0;
  isTerminated = false;
  private readonly waiting: { readonly bytes: number; readonly done: () => void }[] = [];

  /** @param isReading whether the other end takes everything at once. */
  constructor(private readonly isReading = true) {
    super();
  }

  send(text: string, done: () => void): void {
    this.sent.push(text);
    this.bufferedAmount += text.length;
    this.waiting.push({ bytes: text.length, done });
    if (this.isReading) this.read();
  }

  /** The other end takes everything, or the first so many frames. */
  read(frames = Infinity): void {
    const taken = this.waiting.splice(0, frames);
    for (const { bytes, done } of taken) {
      this.bufferedAmount -= bytes;
      done();
    }
  }

  close(code: number, reason: string): void {
    this.readyState = 2;
    this.closing = [code, reason];
  }

  terminate(): void {
    this.readyState = 3;
    this.isTerminated = true;
  }

  ping(): void {
    this.pings += 1;
  }

  /** The frames sent so far, parsed. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs assert on frames as they find them
  get frames(): any[] {
    return this.sent.map((text) => JSON.parse(text) as unknown);
  }
}
