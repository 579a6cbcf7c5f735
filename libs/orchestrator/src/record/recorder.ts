/** Numbers and stamps events, appends them with the head that they imply, and only then tells anyone. One recorder per execution;
 *  one append at a time, so that sequences have no gap. */
import type {
  Clock,
  EventDraft,
  EventFeed,
  ExecutionEvent,
  ExecutionHead,
  ExecutionRepository,
  JsonObject,
  SecretMask,
  StreamPayload,
} from '@ice/core';
import { recordedData } from './recorded-data.js';

/** What a recorder writes to and reads time from. */
export interface RecorderMeans {
  readonly executions: ExecutionRepository;
  readonly feed: EventFeed;
  readonly clock: Clock;
}

const nothingSecret: Pick<SecretMask, 'json'> = { json: (value) => value };

/** The journal's only writer for one execution. */
export class Recorder {
  private lastAt = 0;
  private stamp = '';
  private isReserved = false;

  /**
   * @param head what has been recorded so far.
   * @param fence of this ownership; an append with an older one is refused.
   * @param mask what was resolved for the execution and may not be recorded, wherever it has come back from. Default: nothing.
   * @param notBefore the time of the last recorded event: the clock of its owner may have been ahead of this one.
   */
  constructor(
    private readonly means: RecorderMeans,
    private current: ExecutionHead,
    private readonly fence: number,
    notBefore: string = current.created_at,
    private readonly mask: Pick<SecretMask, 'json'> = nothingSecret,
  ) {
    this.lastAt = Date.parse(notBefore) || 0;
  }

  /** The head after everything recorded so far. */
  get head(): ExecutionHead {
    return this.current;
  }

  /** The time that the next record will carry, in ms: who has to tell it before that tells what the journal will say. */
  reserveTime(): number {
    this.timestamp();
    this.isReserved = true;
    return this.lastAt;
  }

  /** Milliseconds from a recorded time (null: 0) to now, as events tell it. */
  sinceMs(at: string | null): number {
    return at === null ? 0 : Math.max(0, Date.parse(this.timestamp()) - Date.parse(at));
  }

  /** Records drafts in this order. Resolves when they are durable, with false when another writer has taken the execution over: then
   *  nothing was recorded, and nothing ever will be. Rejects with `IceError` when the store cannot write. */
  async record(drafts: readonly EventDraft[]): Promise<boolean> {
    const at = this.isReserved ? this.stamp : this.timestamp();
    this.isReserved = false;
    if (drafts.length === 0) return true;
    const before = this.current;
    const payloads: StreamPayload[] = [];
    const events = drafts.map((draft, index) => {
      return this.number(draft, before.sequence + index + 1, at, recordedData(this.masked(draft), payloads));
    });
    const result = await this.means.executions.append(before, this.fence, events, payloads);
    if (!result.ok) return false;
    this.current = result.head;
    this.means.feed.publish(before.execution_id, events);
    return true;
  }

  /** The last wall before the journal: attempts have masked what they say, answers and conditions may repeat it still. */
  private masked(draft: EventDraft): EventDraft {
    const data = this.mask.json(draft.data as unknown as JsonObject);
    return (data as unknown) === draft.data ? draft : ({ ...draft, data } as unknown as EventDraft);
  }

  /** Members are set one by one, in wire order: spreading optional ones would cost more than all the rest. */
  private number(draft: EventDraft, sequence: number, at: string, data: EventDraft['data']): ExecutionEvent {
    const event: Record<string, unknown> = { sequence, type: draft.type, at, execution_id: this.current.execution_id };
    if (draft.path !== undefined) event['path'] = draft.path;
    if (draft.node_id !== undefined) event['node_id'] = draft.node_id;
    if (draft.attempt !== undefined) event['attempt'] = draft.attempt;
    event['data'] = data;
    return Object.freeze(event) as unknown as ExecutionEvent;
  }

  /** Now, as text; never before the last one, even when the clock is set back. */
  private timestamp(): string {
    const now = this.means.clock.now();
    if (now > this.lastAt || this.stamp === '') {
      this.lastAt = Math.max(now, this.lastAt);
      this.stamp = new Date(this.lastAt).toISOString();
    }
    return this.stamp;
  }
}
