/** An execution that does what a test says, with a real journal and a real feed: it records, and then tells. */
import {
  emptyState,
  type EventDraft,
  type EventFeed,
  type ExecutionEvent,
  type ExecutionHead,
  type ExecutionRepository,
} from '@ice/core';

const ends = {
  completed: { type: 'execution.completed', data: { outputs: {}, duration_ms: 1 } },
  cancelled: { type: 'execution.cancelled', data: { reason: 'requested', duration_ms: 1 } },
  failed: {
    type: 'execution.failed',
    data: { failure: { code: 'timeout', message: 'Too slow.', retryable: false }, duration_ms: 1 },
  },
} as const;

/** See the head of this file. */
export class ScriptedExecution {
  /** Everything recorded so far. */
  readonly journal: ExecutionEvent[] = [];
  private current: ExecutionHead;

  constructor(
    private readonly executions: ExecutionRepository,
    private readonly feed: EventFeed,
    readonly id: string,
  ) {
    this.current = emptyState(id).head;
  }

  get head(): ExecutionHead {
    return this.current;
  }

  /** Records in one append, and tells the feed unless told not to. */
  async record(drafts: readonly EventDraft[], tell = true): Promise<void> {
    const first = this.current.sequence + 1;
    const at = new Date(Date.UTC(2026, 0, 1) + first).toISOString();
    const events = drafts.map((draft, index) =>
      Object.freeze({ sequence: first + index, at, execution_id: this.id, ...draft }),
    ) as ExecutionEvent[];
    const result = await this.executions.append(this.current, 1, events);
    if (!result.ok) throw new Error(`The journal refused: ${result.reason}.`);
    this.current = result.head;
    this.journal.push(...events);
    if (tell) this.feed.publish(this.id, events);
  }

  /** Accepts and starts it. */
  async start(facts: { readonly blueprint_id?: string; readonly tags?: readonly string[] } = {}): Promise<void> {
    await this.record([{ type: 'execution.queued', data: { name: 'test', revision: 'r1', inputs: {}, ...facts } }]);
    await this.record([{ type: 'execution.started', data: {} }]);
  }

  /** Records log lines of node runs `<node>[0]`, `<node>[1]` …, all in one append. */
  async log(count: number, node = 'rows', tell = true): Promise<void> {
    const draft = (index: number): EventDraft => ({
      type: 'log',
      path: `${node}[${index}]`,
      node_id: node,
      attempt: 1,
      data: { level: 'info', message: `line ${index}` },
    });
    await this.record(
      Array.from({ length: count }, (_, index) => draft(index)),
      tell,
    );
  }

  /** Ends it. */
  async end(status: keyof typeof ends = 'completed'): Promise<void> {
    await this.record([ends[status]]);
  }
}
