/**
 * The gate of one provider, which all executions of the process share: bounds the calls under way and their rate, holds everybody when
 * the provider asks for it, and refuses calls while it does not work. First come, first served. A slot is a pass in a set, so none can
 * be lost by miscounting.
 */
import { FailureError, type Clock } from '@ice/core';
import { CircuitBreaker, type CircuitState, type CircuitTicket } from './circuit-breaker.js';
import { isProviderFault, pauseMsAfter } from './failure-meaning.js';
import { GatePass, type CallEnd } from './gate-pass.js';
import { GatePause } from './gate-pause.js';
import { RequestWindow } from './request-window.js';
import { SteadyTime } from './steady-time.js';

/** Limits of every gate. */
export interface GateLimits {
  /** Calls under way at a time, 1 or more (`ICE_MODEL_CONCURRENCY`). Default 32. */
  readonly concurrency?: number;
  /** Calls that may begin in any 60 s, 1 or more (`ICE_MODEL_REQUESTS_PER_MINUTE`). Default null: no limit. */
  readonly requestsPerMinute?: number | null;
}

/** Whose gate it is. */
export interface GateOptions extends GateLimits {
  /** As it stands before the slash of a model's name. */
  readonly provider: string;
  /** For sentences: `OpenAI`. */
  readonly title: string;
  readonly clock: Clock;
}

/** A call in the queue. */
interface Waiting {
  readonly admit: (pass: GatePass) => void;
  readonly refuse: (failure: FailureError) => void;
}

/** See the head of this file. */
export class ProviderGate {
  readonly #options: GateOptions;
  readonly #concurrency: number;
  readonly #time: SteadyTime;
  readonly #circuit = new CircuitBreaker();
  readonly #pause = new GatePause();
  readonly #window: RequestWindow;
  /** In order of arrival. */
  readonly #queue = new Set<Waiting>();
  readonly #underWay = new Map<GatePass, CircuitTicket>();
  #stopTimer: (() => void) | null = null;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#concurrency = options.concurrency ?? 32;
    this.#time = new SteadyTime(options.clock);
    this.#window = new RequestWindow(options.requestsPerMinute ?? null);
  }

  /** Calls that have a pass. */
  get underWay(): number {
    return this.#underWay.size;
  }

  /** Calls that wait for one. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** Whether the provider is asked at the moment. */
  get circuit(): CircuitState {
    return this.#circuit.state(this.#time.now());
  }

  /**
   * Resolves with a pass, which must be ended, when it is the call's turn. Rejects with `model-unavailable` while the circuit is
   * open, and with the signal's reason when it fires first.
   */
  async enter(signal: AbortSignal): Promise<GatePass> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#queue.delete(waiting);
        this.#stopTimerWhenIdle();
        reject(signal.reason as Error);
      };
      const stay = (): void => signal.removeEventListener('abort', leave);
      const waiting: Waiting = {
        admit: (pass) => (stay(), resolve(pass)),
        refuse: (failure) => (stay(), reject(failure)),
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#queue.add(waiting);
      this.#serve();
    });
  }

  /** Lets out whoever may go, in order. Called whenever something has changed for those who wait. */
  #serve(): void {
    for (const waiting of this.#queue) {
      const nowMs = this.#time.now();
      const leftMs = this.#circuit.leftMs(nowMs);
      if (leftMs > 0) this.#refuse(waiting, leftMs);
      else if (!this.#letOut(waiting, nowMs)) break;
    }
    this.#stopTimerWhenIdle();
  }

  #refuse(waiting: Waiting, leftMs: number): void {
    this.#queue.delete(waiting);
    waiting.refuse(circuitOpen(this.#options, leftMs));
  }

  /** False where the first in the queue has to wait, and with it all others. */
  #letOut(waiting: Waiting, nowMs: number): boolean {
    if (this.#underWay.size >= this.#concurrency) return false;
    const waitMs = Math.max(this.#pause.leftMs(nowMs), this.#window.leftMs(nowMs));
    if (waitMs > 0) return this.#serveAfter(waitMs);
    const ticket = this.#circuit.admit(nowMs);
    if (!ticket) return false;
    const pass = new GatePass((ended, end) => this.#ended(ended, end));
    this.#queue.delete(waiting);
    this.#underWay.set(pass, ticket);
    this.#window.note(nowMs);
    waiting.admit(pass);
    return true;
  }

  #ended(pass: GatePass, end: CallEnd): void {
    const ticket = this.#underWay.get(pass);
    if (!ticket) return;
    this.#underWay.delete(pass);
    this.#learn(ticket, end, this.#time.now());
    this.#serve();
  }

  #learn(ticket: CircuitTicket, end: CallEnd, nowMs: number): void {
    if (end === 'answered') this.#circuit.succeeded(ticket);
    if (end === 'unknown') this.#circuit.dropped(ticket);
    if (typeof end === 'string') return;
    this.#pause.extend(pauseMsAfter(end), nowMs);
    if (isProviderFault(end)) this.#circuit.failed(ticket, nowMs);
    else this.#circuit.dropped(ticket);
  }

  /** A timer that is set rings no later than needed: what is waited for only ever moves away. */
  #serveAfter(waitMs: number): false {
    this.#stopTimer ??= this.#options.clock.after(waitMs, () => {
      this.#stopTimer = null;
      this.#serve();
    });
    return false;
  }

  /** With nobody in the queue a timer would only keep the process alive. */
  #stopTimerWhenIdle(): void {
    if (this.#queue.size > 0) return;
    this.#stopTimer?.();
    this.#stopTimer = null;
  }
}

function circuitOpen({ provider, title }: GateOptions, leftMs: number): FailureError {
  const retryAfterMs = Math.ceil(leftMs);
  const seconds = Math.ceil(leftMs / 1_000);
  const sentence = `${title} keeps failing, so it is not asked for another ${seconds} s.`;
  return new FailureError('model-unavailable', sentence, {
    retryable: true,
    retryAfterMs,
    evidence: { provider, circuit: 'open' },
  });
}
