/** Tells once, at the start, what of a Redis endangers what is kept in it. Nothing of it stops the start: who runs it may know better. */
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Store } from '@ice/core';
import { checkRedis, RedisStore } from '@ice/storage';

@Injectable()
export class StoreWarnings implements OnApplicationBootstrap {
  private readonly logger = new Logger(StoreWarnings.name);

  constructor(@Inject(Store) private readonly store: Store) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!(this.store instanceof RedisStore)) return;
    const warnings = await checkRedis(this.store.connection).catch((fault: Error) => [fault.message]);
    for (const warning of warnings) this.logger.warn(warning);
  }
}
