/** Cancel requests: how a process that does not run an execution tells the one that does. Kept under the execution's id until whoever
 *  runs it has obeyed, so that a take-over in between loses none. */
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';

const collection = 'cancel_requests';
const maxRequests = 1_000;

/** A request that nobody has obeyed yet. */
export interface CancelRequest {
  readonly executionId: string;
  readonly reason: string;
  readonly lock: string;
}

/** Keeps cancel requests. */
export class CancelRequestRepository {
  constructor(
    private readonly store: Store,
    private readonly ids: IdSource,
  ) {}

  /** Asks for a cancel; of two requests for one execution the first stays, since both want the same. */
  async add(executionId: string, reason: string): Promise<void> {
    const next = { value: { reason }, lock: this.ids.next('lk') };
    await this.store.compareAndSet({ collection, key: executionId, expect: 'absent', next });
  }

  /** The open request for an execution, or null. */
  async find(executionId: string): Promise<CancelRequest | null> {
    const record = await this.store.get(collection, executionId);
    return record && requestOf(record);
  }

  /** All open requests, at most 1,000, oldest executions first. */
  async list(): Promise<readonly CancelRequest[]> {
    return (await this.store.scan({ collection, limit: maxRequests })).map(requestOf);
  }

  /** Forgets a request that was obeyed, or whose execution has ended; whoever was faster has done the same. */
  async remove({ executionId, lock }: CancelRequest): Promise<void> {
    await this.store.compareAndSet({ collection, key: executionId, expect: { lock }, next: null });
  }
}

function requestOf({ key, value, lock }: StoredRecord): CancelRequest {
  return { executionId: key, reason: value['reason'] as string, lock };
}
