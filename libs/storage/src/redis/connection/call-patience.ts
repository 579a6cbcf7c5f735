/** How long one call of the store goes on trying. What it repeats must be safe to repeat: reads are, and writes that Redis recognises by
 *  their token. No call waits beyond its time, whatever Redis does. */
import type { RedisConnection } from './redis-connection.js';
import { connectionFault, isPassing, isUnexecuted } from './redis-unavailable.js';

/** A call looks this often, in ms, whether Redis has answered anybody. */
const turnMs = 200;

/** It ends after so many looks in vain: 2 s. Looks are counted, not milliseconds: a process that gets no turn hears nothing either. */
const mostSilentTurns = 10;

/** In ms. No call takes longer, though Redis answers others. */
const longestMs = 30_000;

/** In ms. What fails later than this after it was first sent is not repeated. */
const repeatMs = 2_000;

/** Between two tries, in ms. */
const pauseMs = 25;

/** The time of one call. */
export class CallPatience {
  readonly #endsAt = performance.now() + longestMs;
  #heardAt: number;
  #silentTurns = 0;
  #isLost = false;
  #repeatsEndAt = 0;
  /** Ends the wait of each try under way. */
  readonly #waiting = new Set<() => void>();
  #looks: NodeJS.Timeout | undefined;

  constructor(private readonly connection: Pick<RedisConnection, 'heardAt'>) {
    this.#heardAt = connection.heardAt;
  }

  /** True once a command was sent of which nobody knows whether it was executed. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** The answer of the first try that has one. `attempt` learns whether the same was sent before. @throws IceError `store-unavailable`. */
  async until<T>(attempt: (isRepeat: boolean) => Promise<T>): Promise<T> {
    const lastAt = (this.#repeatsEndAt = performance.now() + repeatMs);
    for (let isRepeat = false; ;) {
      try {
        return await this.#inTime(attempt(isRepeat));
      } catch (fault) {
        if (!isUnexecuted(fault)) isRepeat = this.#isLost = true;
        if (!isPassing(fault) || this.#isOver() || performance.now() > lastAt) throw fault;
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  /** For a repeat that is about to be sent: it goes on without a listener, and a process may sleep. @throws IceError `store-unavailable`
   *  when so much time has gone by since the first try that Redis might forget it before the repeat. */
  assertRepeatable(): void {
    if (this.#isOver() || performance.now() > this.#repeatsEndAt + repeatMs) throw connectionFault('TIMEOUT');
  }

  #isOver(): boolean {
    return this.#silentTurns >= mostSilentTurns || performance.now() > this.#endsAt;
  }

  /** What is not answered in time goes on without a listener. */
  #inTime<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(connectionFault('TIMEOUT'));
      this.#waiting.add(giveUp);
      // One clock for all tries of the call: a scan reads hundreds of records side by side.
      this.#looks ??= setInterval(() => this.#look(), turnMs);
      void answer.then(resolve, reject);
      void answer.catch(() => undefined).finally(() => this.#settle(giveUp));
    });
  }

  #settle(giveUp: () => void): void {
    this.#waiting.delete(giveUp);
    if (this.#waiting.size > 0) return;
    clearInterval(this.#looks);
    this.#looks = undefined;
  }

  #look(): void {
    this.#silentTurns = this.connection.heardAt === this.#heardAt ? this.#silentTurns + 1 : 0;
    this.#heardAt = this.connection.heardAt;
    if (this.#isOver()) for (const giveUp of [...this.#waiting]) this.#giveUp(giveUp);
  }

  #giveUp(giveUp: () => void): void {
    this.#settle(giveUp);
    giveUp();
  }
}
