/** Broadcast within one process. Keeps nothing but who watches; a watcher can never stop, slow by throwing, or break the one who
 *  publishes. */
import { EventFeed, type Delta, type ExecutionEvent, type FeedListener } from '@ice/core';

/** One subscription; the same listener may have several. */
interface Subscription {
  readonly listener: FeedListener;
  /** It was told that from here on it is told of everything. */
  isListening: boolean;
}

/** Tells the watchers of this process, in the call that publishes. */
export class InProcessFeed extends EventFeed {
  readonly #watchers = new Map<string | null, Set<Subscription>>();

  /**
   * @param report is told what a listener threw. Default: a process warning.
   * @param isWhole false: others record as well, and `tellListening` says when they are heard of. Default true.
   */
  constructor(
    private readonly report: (fault: unknown) => void = warn,
    private readonly isWhole = true,
  ) {
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

  /** Tells those who watch all executions, once, that from here on they are told of everything. */
  tellListening(): void {
    for (const subscription of [...(this.#watchers.get(null) ?? [])]) {
      if (subscription.isListening) continue;
      subscription.isListening = true;
      this.#tellOne(null, subscription, (listener) => listener.listening?.());
    }
  }

  /** Tells those who watch all executions that they were not told of everything. Who is not listening yet was promised nothing. */
  tellMissed(): void {
    for (const subscription of [...(this.#watchers.get(null) ?? [])]) {
      if (subscription.isListening) this.#tellOne(null, subscription, (listener) => listener.missed?.());
    }
  }

  override subscribe(executionId: string | null, listener: FeedListener): () => void {
    const subscription = { listener, isListening: false };
    const subscriptions = this.#watchers.get(executionId) ?? new Set();
    this.#watchers.set(executionId, subscriptions.add(subscription));
    if (this.isWhole && executionId === null) this.tellListening();
    return () => this.#end(executionId, subscription);
  }

  #end(executionId: string | null, subscription: Subscription): void {
    const subscriptions = this.#watchers.get(executionId);
    subscriptions?.delete(subscription);
    if (subscriptions?.size === 0) this.#watchers.delete(executionId);
  }

  #tell(watched: string | null, call: (listener: FeedListener) => unknown): void {
    // Only those who watch now: a listener may end a subscription (which then hears no more) or begin one.
    for (const subscription of [...(this.#watchers.get(watched) ?? [])]) this.#tellOne(watched, subscription, call);
  }

  #tellOne(watched: string | null, subscription: Subscription, call: (listener: FeedListener) => unknown): void {
    if (!this.#watchers.get(watched)?.has(subscription)) return;
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
