/** Closes the store, and before it what stands on it, when the application has ended. Its module is global, and NestJS ends global modules
 *  last. */
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { BudgetLedger, EventFeed, Store } from '@ice/core';

@Injectable()
export class StoreCloser implements OnApplicationShutdown {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(BudgetLedger) private readonly ledger: BudgetLedger,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.feed.close();
    await this.ledger.end();
    await this.store.close();
  }
}
