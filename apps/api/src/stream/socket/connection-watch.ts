/** Watches what comes in on one socket: too much, too little, or never to an end. Counts ticks instead of reading a clock, so that a
 *  corrected clock or a paused process kills nobody. */
import type { StreamLimits } from '../stream-limits.js';

/** Why a socket is to be closed. */
export interface CloseReason {
  /** A close code of `ice.stream.v1`. */
  readonly code: number;
  /** At most 123 bytes. */
  readonly reason: string;
}

/** `dead`: nobody is there to be told. */
export type WatchVerdict = 'dead' | CloseReason | null;

/** A masked control frame is its payload and six more bytes. */
const controlFrameBytes = 6;

/** The watch of one socket. */
export class ConnectionWatch {
  private framesThisTick = 0;
  private silentMs = 0;
  private unfinishedMs = 0;
  private ageMs = 0;
  /** Bytes received up to which everything belongs to frames that have come to their end. */
  private settledBytes: number;

  /**
   * @param awaitsFirst whether the socket is closed unless a message comes soon.
   * @param receivedBytes how many bytes have come in so far.
   */
  constructor(
    private readonly limits: StreamLimits,
    private awaitsFirst: boolean,
    private readonly receivedBytes: () => number,
  ) {
    this.settledBytes = receivedBytes();
  }

  /** A message has come in. False when there were too many. */
  message(): boolean {
    this.awaitsFirst = false;
    this.unfinishedMs = 0;
    this.settledBytes = this.receivedBytes();
    return this.count();
  }

  /** A ping or pong with so many bytes has come in, perhaps between the pieces of a message. False when there were too many. */
  control(payloadBytes: number): boolean {
    this.settledBytes += payloadBytes + controlFrameBytes;
    return this.count();
  }

  /** To be called every `tickMs`. */
  tick(): WatchVerdict {
    const { tickMs, deadAfterMs, firstFrameMs, unfinishedMessageMs } = this.limits;
    this.framesThisTick = 0;
    this.ageMs += tickMs;
    this.silentMs += tickMs;
    this.unfinishedMs = this.receivedBytes() > this.settledBytes ? this.unfinishedMs + tickMs : 0;
    if (this.silentMs >= deadAfterMs) return 'dead';
    if (this.awaitsFirst && this.ageMs >= firstFrameMs) return { code: 4408, reason: 'no-frame-in-time' };
    return this.unfinishedMs >= unfinishedMessageMs ? { code: 4408, reason: 'message-not-finished-in-time' } : null;
  }

  private count(): boolean {
    this.silentMs = 0;
    this.framesThisTick += 1;
    return this.framesThisTick <= (this.limits.maxFramesPerSecond * this.limits.tickMs) / 1_000;
  }
}
