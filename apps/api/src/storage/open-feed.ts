/** Opens the feed beside the store: whoever shares the store shares the news of it. */
import type { Clock, EventFeed, ExecutionRepository, Store } from '@ice/core';
import { InProcessFeed, MemoryStore, RedisEventFeed, RedisStore, WatchfulFeed } from '@ice/storage';

/** From one look at what is watched to the next where processes share a folder, in ms. */
const lookMs = 250;

/** What a feed is made with. `report` is told what a listener threw. */
export interface FeedMeans {
  readonly store: Store;
  readonly executions: Pick<ExecutionRepository, 'head'>;
  readonly clock: Clock;
  readonly report: (fault: unknown) => void;
}

/** The feed: nobody else has what is in memory, a folder is looked at, and Redis says so. */
export function openFeed({ store, executions, clock, report }: FeedMeans): EventFeed {
  const sequenceOf = async (id: string): Promise<number> => (await executions.head(id))?.sequence ?? 0;
  if (store instanceof RedisStore)
    return new RedisEventFeed({ connection: store.connection, sequenceOf, clock, report });
  const here = new InProcessFeed(report);
  return store instanceof MemoryStore ? here : new WatchfulFeed(here, { sequenceOf, clock, everyMs: lookMs });
}
