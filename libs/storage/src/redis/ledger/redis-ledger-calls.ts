/** Operations of the ledger under way. All of them are absolute, so one whose answer was lost is done again while its time lasts, and none
 *  takes longer than a call of the store may. */
import { isIceError } from '@ice/core';
import { ledgerUnavailable } from '../../ledger/ledger-fault.js';
import { CallPatience } from '../connection/call-patience.js';
import type { RedisConnection } from '../connection/redis-connection.js';
import { redisUnavailable } from '../connection/redis-unavailable.js';

/** See the head of this file. */
export class RedisLedgerCalls {
  readonly #underWay = new Set<Promise<unknown>>();
  #isEnded = false;

  constructor(private readonly connection: RedisConnection) {}

  /** The answer, perhaps of a second try. @throws IceError `ledger-unavailable`; a fault of the caller as it is. */
  async perform<T>(operation: () => Promise<T>): Promise<T> {
    if (this.#isEnded) throw ledgerUnavailable(new Error('The ledger has ended.'));
    const answer = new CallPatience(this.connection).until(() => judged(operation));
    this.#underWay.add(answer);
    try {
      const outcome = await answer;
      if ('fault' in outcome) throw outcome.fault;
      return outcome.value;
    } catch (fault) {
      throw ledgerUnavailable(redisUnavailable(fault));
    } finally {
      this.#underWay.delete(answer);
    }
  }

  /** Resolves when what is under way has come to its end; refuses what comes later. Idempotent. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await Promise.allSettled(this.#underWay);
  }
}

/** What the ledger itself refuses is an answer: it would be the same a second time. */
async function judged<T>(operation: () => Promise<T>): Promise<{ readonly value: T } | { readonly fault: unknown }> {
  try {
    return { value: await operation() };
  } catch (fault) {
    if (isIceError(fault) && fault.code !== 'store-unavailable') return { fault };
    throw fault;
  }
}
