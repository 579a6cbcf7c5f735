/** Wake-ups: when an execution that waits, and that nobody holds, has to be resumed. Ordered by time, so that whoever looks sees what is
 *  due without looking at what is not. One too many does no harm: who wakes an execution looks at its journal first. */
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';

const collection = 'wake_ups';
const timeDigits = 15;

/** One wake-up. */
export interface WakeUp {
  readonly executionId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly lock: string;
}

/** Keeps wake-ups. */
export class WakeUpRepository {
  constructor(
    private readonly store: Store,
    private readonly ids: IdSource,
  ) {}

  /** Has the execution woken at this time. */
  async add(executionId: string, at: number): Promise<void> {
    const next = { value: { execution_id: executionId, at }, lock: this.ids.next('lk') };
    await this.store.compareAndSet({ collection, key: keyOf(executionId, at), expect: 'any', next });
  }

  /** What is due at this time, longest overdue first, at most `limit` (up to 1,000). */
  async due(now: number, limit: number): Promise<readonly WakeUp[]> {
    const records = await this.store.scan({ collection, limit });
    return records.map(wakeUpOf).filter(({ at }) => at <= now);
  }

  /** The next one, due or not, or null. */
  async next(): Promise<WakeUp | null> {
    const [record] = await this.store.scan({ collection, limit: 1 });
    return record ? wakeUpOf(record) : null;
  }

  /** Forgets one that was carried out; whoever was faster has done the same. */
  async remove({ executionId, at, lock }: WakeUp): Promise<void> {
    await this.store.compareAndSet({ collection, key: keyOf(executionId, at), expect: { lock }, next: null });
  }
}

function keyOf(executionId: string, at: number): string {
  return `${String(Math.max(0, Math.floor(at))).padStart(timeDigits, '0')} ${executionId}`;
}

function wakeUpOf({ value, lock }: StoredRecord): WakeUp {
  return { executionId: value['execution_id'] as string, at: value['at'] as number, lock };
}
