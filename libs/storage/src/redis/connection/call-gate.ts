/** Lets so many calls at a time go to Redis; the others wait their turn here, where no time of theirs runs. Thousands that are begun at once
 *  would all wait for each other's answers until their time is over. Nobody waits for a Redis that is away: when one call finds that out,
 *  all that wait are told. */
import { isAway } from './redis-unavailable.js';

/** One that waits its turn. */
interface Waiting {
  readonly begin: () => void;
  readonly refuse: (fault: unknown) => void;
}

/** The gate of one store. */
export class CallGate {
  readonly #waiting: Waiting[] = [];
  #free: number;

  /** @param atOnce calls under way. */
  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Does the work when it is its turn. @throws what the work throws; IceError `store-unavailable` of another call. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((begin, refuse) => this.#waiting.push({ begin, refuse }));
    try {
      return await work();
    } catch (fault) {
      if (isAway(fault)) for (const { refuse } of this.#waiting.splice(0)) refuse(fault);
      throw fault;
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next.begin();
    else this.#free += 1;
  }
}
