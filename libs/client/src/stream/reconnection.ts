/** When a stream that was lost is opened again, and when that is given up. */
import { backoffMs } from '../http/backoff.js';
import { IceUnreachable } from '../problem/ice-unreachable.js';
import type { StreamLost } from './stream-lost.js';

/** How long it is tried. */
export interface ReconnectionLimits {
  /** Tries after the first one while nothing has ever come. */
  readonly retries: number;
  /** Once something came: how long after a loss, in ms. */
  readonly reconnectForMs: number;
}

/** See the head of this file. */
export class Reconnection {
  #losses = 0;
  #lostAt = 0;
  #hasConnected = false;

  constructor(
    private readonly url: string,
    private readonly limits: ReconnectionLimits,
  ) {}

  /** Something has come: the next loss is a new one. */
  progressed(): void {
    this.#hasConnected = true;
    this.#losses = 0;
  }

  /** Ms until the next try. @throws IceUnreachable, or what the loss says, when there is to be none. */
  delayAfter(loss: StreamLost): number {
    this.#losses += 1;
    if (this.#losses === 1) this.#lostAt = Date.now();
    const isRepeat = this.#losses > 1 || !this.#hasConnected;
    if (isRepeat && loss.facts.isFinalOnRepeat) throw loss.cause;
    const delayMs = loss.facts.delayMs ?? backoffMs(this.#losses);
    if (this.#isHopeless(delayMs)) throw new IceUnreachable(this.url, loss.message, { cause: loss.cause ?? loss });
    return delayMs;
  }

  #isHopeless(delayMs: number): boolean {
    if (!this.#hasConnected) return this.#losses > this.limits.retries;
    return Date.now() + delayMs - this.#lostAt > this.limits.reconnectForMs;
  }
}
