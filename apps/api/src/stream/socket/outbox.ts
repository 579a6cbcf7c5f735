/** What goes out on one socket, at the pace of its reader. Nothing is kept here: who wants to send more waits for room. */
import type { WebSocket } from 'ws';
import type { StreamLimits } from '../stream-limits.js';

/** The part of a socket that sends. */
export type SendingSocket = Pick<WebSocket, 'readyState' | 'OPEN' | 'bufferedAmount'> & {
  send(text: string, done: () => void): void;
};

/** The way out of one socket. */
export class Outbox {
  private waiting: (() => void)[] = [];
  private piledUp = 0;
  private hasProgressed = false;
  private stalledMs = 0;

  /** @param cut is called when the reader is too slow; it ends the socket. */
  constructor(
    private readonly socket: SendingSocket,
    private readonly limits: StreamLimits,
    private readonly cut: () => void,
  ) {}

  /** True while little enough waits for the reader. */
  get hasRoom(): boolean {
    return this.socket.bufferedAmount < this.limits.bufferBytes;
  }

  /** Resolves when there is room: at once, or when half of what may wait has gone. */
  room(): Promise<void> {
    if (this.hasRoom) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Sends. On a socket that is closing nothing happens; a reader who lets far too much pile up is cut off. */
  send(text: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    // Counted from where there was room: one event that is larger than all bounds is nobody's fault.
    this.piledUp = this.hasRoom ? 0 : this.piledUp + text.length;
    if (this.piledUp > this.limits.cutCharacters) this.cut();
    else this.socket.send(text, this.sent);
  }

  /** To be called every `tickMs`: cuts a reader off that takes nothing. Large amounts get time in proportion. */
  tick(): void {
    const isWaiting = this.waiting.length > 0 || !this.hasRoom;
    this.stalledMs = isWaiting && !this.hasProgressed ? this.stalledMs + this.limits.tickMs : 0;
    this.hasProgressed = false;
    const patience = Math.max(1, this.socket.bufferedAmount / this.limits.bufferBytes);
    if (this.stalledMs >= this.limits.stalledMs * patience) this.cut();
  }

  /** Some of it has reached the system. */
  private readonly sent = (): void => {
    this.hasProgressed = true;
    if (this.waiting.length === 0 || this.socket.bufferedAmount > this.limits.bufferBytes / 2) return;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  };
}
