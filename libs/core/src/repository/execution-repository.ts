/** Executions: the journal of each one with its head beside it, committed in one act. Whatever a reader is shown was read from here. */
import { applyEvent, emptyState, foldHead, snapshotOf } from '../event/apply-event.js';
import type { EventData, ExecutionEvent } from '../event/execution-event.js';
import type { ExecutionHead, ExecutionSnapshot } from '../execution/snapshot.js';
import { isFinalStatus, type ExecutionStatus } from '../execution/status.js';
import type { JsonObject } from '../json/json-value.js';
import type { AppendResult, Store, StoredRecord, StreamPayload } from '../port/store.js';
import { tenantOf, type Tenant } from '../tenant/tenant.js';
import { pageOf, type Page } from './page.js';

const collection = 'executions';
const readSize = 1_000;

/** Which executions to list. */
export interface ExecutionQuery {
  readonly status?: ExecutionStatus;
  readonly blueprintId?: string;
  readonly tag?: string;
  /** The worker that runs it; executions that wait or have ended are nobody's. */
  readonly worker?: string;
  /** The execution whose child it is. */
  readonly parent?: string;
  /** Whose they are. Without it those of all tenants, as whoever runs executions looks for them. */
  readonly tenant?: Tenant;
  /** Id that is not older than the wanted start time; see `firstIdAt`. */
  readonly from?: string;
  /** By the time of acceptance. Default: newest first. */
  readonly order?: 'newest-first' | 'oldest-first';
  readonly limit: number;
  /** Id of the last execution already seen. */
  readonly after?: string;
}

/** The head after an append, or why it was refused. */
export type RecordResult = { readonly ok: true; readonly head: ExecutionHead } | Extract<AppendResult, { ok: false }>;

/** What readers of executions ask for. */
export type ExecutionReader = Pick<
  ExecutionRepository,
  'head' | 'events' | 'acceptance' | 'payload' | 'journal' | 'snapshot'
>;

/** Keeps journals and heads, of all tenants: for whoever runs executions. Who reads them for somebody reads `TenantExecutions`. */
export class ExecutionRepository {
  constructor(private readonly store: Store) {}

  /** Adds events whose sequences follow `head.sequence`, with the payloads that they speak of and the head that they imply; gives
   *  that head. */
  async append(
    head: ExecutionHead,
    fence: number,
    events: readonly ExecutionEvent[],
    payloads: readonly StreamPayload[] = [],
  ): Promise<RecordResult> {
    const next = foldHead(head, events);
    const result = await this.store.append({
      stream: next.execution_id,
      expectedSequence: head.sequence,
      fence,
      entries: events as unknown as readonly JsonObject[],
      payloads,
      record: { collection, key: next.execution_id, value: next as unknown as JsonObject, labels: labelsOf(next) },
    });
    return result.ok ? { ok: true, head: next } : result;
  }

  /** The head, or null. */
  async head(id: string): Promise<ExecutionHead | null> {
    const record = await this.store.get(collection, id);
    return record && headOf(record);
  }

  /** Events with sequences above `after`, at most `limit`. */
  async events(id: string, after: number, limit: number): Promise<readonly ExecutionEvent[]> {
    return (await this.store.range(id, after, limit)) as unknown as readonly ExecutionEvent[];
  }

  /** How it was accepted: blueprint, inputs, pins. Null for an unknown execution. */
  async acceptance(id: string): Promise<EventData['execution.queued'] | null> {
    const [first] = await this.events(id, 0, 1);
    return first?.type === 'execution.queued' ? first.data : null;
  }

  /** The JSON text of a payload that its events speak of, or null. */
  payload(id: string, hash: string): Promise<string | null> {
    return this.store.payload(id, hash);
  }

  /** All events in order, a batch at a time. */
  async *journal(id: string): AsyncGenerator<ExecutionEvent> {
    for (let after = 0; ;) {
      const batch = await this.events(id, after, readSize);
      yield* batch;
      if (batch.length < readSize) return;
      after += readSize;
    }
  }

  /** The fold of all events so far, or null for an unknown execution. */
  async snapshot(id: string): Promise<ExecutionSnapshot | null> {
    const state = emptyState(id);
    for await (const event of this.journal(id)) applyEvent(state, event);
    return state.head.sequence === 0 ? null : snapshotOf(state);
  }

  /** A page of heads. */
  async list(query: ExecutionQuery): Promise<Page<ExecutionHead>> {
    const records = await this.store.scan({
      collection,
      order: query.order === 'oldest-first' ? 'ascending' : 'descending',
      labels: wantedLabels(query),
      limit: query.limit + 1,
      ...(query.after !== undefined && { after: query.after }),
      ...(query.from !== undefined && { from: query.from }),
    });
    return pageOf(records, query.limit, (record) => record.key, headOf);
  }

  /** How many there are of a status, of all tenants; those beyond `atMost` are not counted. */
  count(status: ExecutionStatus, atMost: number): Promise<number> {
    return this.store.count({ collection, label: 'status', value: status, atMost });
  }

  /** Removes an execution with its journal and payloads; true when it was removed here. One that has not ended stays, and so does one
   *  whose parent has not: what a child came to is read from its journal. */
  async remove(id: string): Promise<boolean> {
    const record = await this.store.get(collection, id);
    if (!record || (await this.isNeeded(headOf(record)))) return false;
    // By the lock of the head that was judged: whatever is appended meanwhile keeps it.
    return (await this.store.remove({ stream: id, record })).ok;
  }

  private async isNeeded({ status, parent }: ExecutionHead): Promise<boolean> {
    if (!isFinalStatus(status)) return true;
    const above = parent && (await this.head(parent.execution_id));
    return above !== undefined && above !== null && !isFinalStatus(above.status);
  }
}

function wantedLabels(query: ExecutionQuery): Record<string, string> {
  return {
    ...(query.status !== undefined && { status: query.status }),
    ...(query.blueprintId !== undefined && { blueprint_id: query.blueprintId }),
    ...(query.tag !== undefined && { tag: query.tag }),
    ...(query.worker !== undefined && { worker: query.worker }),
    ...(query.parent !== undefined && { parent: query.parent }),
    // Last, where all are equally frequent: of the labels it tells least.
    ...(query.tenant !== undefined && { tenant: query.tenant }),
  };
}

function labelsOf(head: ExecutionHead): Record<string, string | readonly string[]> {
  const tenant = tenantOf(head.execution_id);
  return {
    ...(tenant !== null && { tenant }),
    status: head.status,
    tag: head.tags,
    ...(head.blueprint_id !== null && { blueprint_id: head.blueprint_id }),
    ...(head.worker !== undefined && isOwned(head.status) && { worker: head.worker }),
    ...(head.parent && { parent: head.parent.execution_id }),
  };
}

/** What waits for an answer is nobody's until it comes; what has ended is nobody's any more. */
function isOwned(status: ExecutionStatus): boolean {
  return status !== 'waiting' && !isFinalStatus(status);
}

function headOf(record: StoredRecord): ExecutionHead {
  return record.value as unknown as ExecutionHead;
}
