/** Closes the store when the application has ended. Its module is global, and NestJS ends global modules last. */
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Store } from '@ice/core';

@Injectable()
export class StoreCloser implements OnApplicationShutdown {
  constructor(@Inject(Store) private readonly store: Store) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
