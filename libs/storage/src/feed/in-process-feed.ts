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
    for (const watched of [executionId, null]) this.#tell(watched, (listener) => listener.events(executionId, events));
  }

  override publishDelta(delta: Delta): void {
    for (const watched of [delta.execution_id, null]) this.#tell(watched, (listener) => listener.delta?.(delta));
  }

  /** Wakes those who watch an execution (those who watch all, with `watched` null) for events that another process recorded. */
  wake(watched: string | null, executionId: string, first: number, last: number): void {
    this.#tell(watched, (listener) => listener.woken?.(executionId, first, last));
  }

  /** A delta of another process, for those who watch its execution and hear of other processes. */
  passDelta(delta: Delta): void {
    this.#tell(delta.execution_id, (listener) => listener.woken && listener.delta?.(delta));
  }

  /** Tells those who watch all executions that they were not told of everything. */
  tellMissed(): void {
    this.#tell(null, (listener) => listener.missed?.());
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

  #tell(watched: string | null, call: (listener: FeedListener) => unknown): void {
    const subscriptions = this.#watchers.get(watched);
    // Only those who watch now: a listener may end a subscription (which then hears no more) or begin one.
    for (const subscription of [...(subscriptions ?? [])]) this.#tellOne(subscriptions!, subscription, call);
  }

  #tellOne(
    subscriptions: ReadonlySet<Subscription>,
    subscription: Subscription,
    call: (listener: FeedListener) => unknown,
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
