/** Broadcast within one process. Keeps nothing but who watches; a watcher can never stop, slow by throwing, or break the one who
 *  publishes. */
import { EventFeed, type Delta, type ExecutionEvent, type FeedListener } from '@ice/core';

/** One subscription; the same listener may have several. */
interface Subscription {
  readonly listener: FeedListener;
}

/** Tells the watchers of this process, in the call that publishes. */
export class InProcessFeed extends EventFeed {
  readonly #watchers = new Map<string | null, Set<Subscription>>();

  /** @param report is told what a listener threw. Default: a process warning. */
  constructor(private readonly report: (fault: unknown) => void = warn) {
    super();
  }

  /** How many subscriptions there are. */
  get size(): number {
    return [...this.#watchers.values()].reduce((sum, subscriptions) => sum + subscriptions.size, 0);
  }

  override publish(executionId: string, events: readonly ExecutionEvent[]): void {
    this.#tell(executionId, (listener) => listener.events(executionId, events));
  }

  override publishDelta(delta: Delta): void {
    this.#tell(delta.execution_id, (listener) => listener.delta?.(delta));
  }

  override subscribe(executionId: string | null, listener: FeedListener): () => void {
    const subscription = { listener };
    const subscriptions = this.#watchers.get(executionId) ?? new Set();
    this.#watchers.set(executionId, subscriptions.add(subscription));
    return () => this.#end(executionId, subscription);
  }

  #end(executionId: string | null, subscription: Subscription): void {
    const subscriptions = this.#watchers.get(executionId);
    subscriptions?.delete(subscription);
    if (subscriptions?.size === 0) this.#watchers.delete(executionId);
  }

  #tell(executionId: string, call: (listener: FeedListener) => void): void {
    for (const key of [executionId, null]) {
      const subscriptions = this.#watchers.get(key);
      // Only those who watch now: a listener may end a subscription (which then hears no more) or begin one.
      if (subscriptions)
        for (const subscription of [...subscriptions]) this.#tellOne(subscriptions, subscription, call);
    }
  }

  #tellOne(
    subscriptions: ReadonlySet<Subscription>,
    subscription: Subscription,
    call: (listener: FeedListener) => void,
  ): void {
    if (!subscriptions.has(subscription)) return;
    try {
      call(subscription.listener);
    } catch (fault) {
      this.report(fault);
    }
  }
}

function warn(fault: unknown): void {
  process.emitWarning(
    `A listener of the event feed failed: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`,
  );
}
