/** The open subscriptions of one socket, by the ids that its client gave them. Refusals are values: an `error` frame each. */
import { ProblemException } from '../../http/problem/problem-exception.js';
import { shown } from '../../http/problem/problem.js';
import type { StreamLimits } from '../stream-limits.js';
import { BroadSubscription, type BroadSource } from '../subscription/broad-subscription.js';
import { EventFilter } from '../subscription/event-filter.js';
import { Subscription, type SubscriptionSource } from '../subscription/subscription.js';
import type { ClientFrame } from './client-frame.js';
import type { SocketSink } from './socket-sink.js';

type SubscribeFrame = Extract<ClientFrame, { type: 'subscribe' }>;
type UpdateFrame = Extract<ClientFrame, { type: 'update' }>;
type Running = Subscription | BroadSubscription;

/** Where events come from. */
export type StreamSource = SubscriptionSource & BroadSource;

/** Keeps subscriptions. */
export class SubscriptionBook {
  private readonly running = new Map<string, Running>();

  /** @param sinkFor makes the reader's side for an id. */
  constructor(
    private readonly limits: StreamLimits,
    private readonly sinkFor: (id: string) => SocketSink,
  ) {}

  /** How many are open. */
  get size(): number {
    return this.running.size;
  }

  /** Opens one, or says why not. @param source where whoever subscribes may read. */
  subscribe(frame: SubscribeFrame, source: StreamSource): ProblemException | null {
    const refusal = this.judge(frame);
    if (refusal) return refusal;
    const subscription = this.make(frame, source, this.sinkFor(frame.id));
    this.running.set(frame.id, subscription);
    subscription.start();
    return null;
  }

  /** Changes what one wants, or says why not. */
  update(frame: UpdateFrame): ProblemException | null {
    const subscription = this.running.get(frame.id);
    if (!subscription) return unknownSubscription(frame.id);
    const { nodes, types, deltas, filter } = frame;
    const changesEvents = nodes !== undefined || types !== undefined || deltas !== undefined;
    if (subscription instanceof BroadSubscription) {
      if (!filter || changesEvents)
        return misfit('/filter', 'a subscription to executions at large has a filter, and nothing else');
      subscription.update(filter);
    } else {
      if (filter || !changesEvents)
        return misfit('/nodes', 'a subscription to one execution has nodes, types and deltas');
      const { wanted } = subscription;
      subscription.update({ filter: wanted.filter.with({ nodes, types }), deltas: deltas ?? wanted.deltas });
    }
    return null;
  }

  /** Ends one, or says why not. */
  unsubscribe(id: string): ProblemException | null {
    const subscription = this.running.get(id);
    subscription?.end();
    return this.running.delete(id) ? null : unknownSubscription(id);
  }

  /** Ends all of them. */
  end(): void {
    for (const subscription of this.running.values()) subscription.end();
    this.running.clear();
  }

  private judge(frame: SubscribeFrame): ProblemException | null {
    if (this.running.has(frame.id)) {
      const detail = `The id ${JSON.stringify(shown(frame.id))} is that of an open subscription of this socket.`;
      return new ProblemException('duplicate-subscription', detail);
    }
    const { maxSubscriptions } = this.limits;
    if (this.running.size < maxSubscriptions) return null;
    return new ProblemException('subscription-limit', `A socket has at most ${maxSubscriptions} open subscriptions.`);
  }

  private make(frame: SubscribeFrame, source: StreamSource, sink: SocketSink): Running {
    if ('filter' in frame) return new BroadSubscription(source, frame.filter, sink, this.limits);
    const { execution_id, after = 0, nodes, types, deltas, snapshot } = frame;
    const filter = new EventFilter({ nodes, types });
    return new Subscription(source, { executionId: execution_id, after, filter, deltas, snapshot }, sink, this.limits);
  }
}

function unknownSubscription(id: string): ProblemException {
  return new ProblemException('not-found', `This socket has no open subscription ${JSON.stringify(shown(id))}.`, {
    hint: 'A subscription is gone after complete or error.',
  });
}

function misfit(pointer: string, detail: string): ProblemException {
  return new ProblemException('validation-failed', `${detail}.`, {
    errors: [{ pointer, code: 'validation-failed', detail }],
  });
}
