/** Limits of requests: what is counted, how much is allowed, and where the counts are. The guard stands in the row of the door's guards. */
import { Global, Module } from '@nestjs/common';
import { Clock, Store } from '@ice/core';
import { RedisStore } from '@ice/storage';
import { ThrottlerModule, type ThrottlerModuleOptions } from '@nestjs/throttler';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { windowMs } from './rate-limit-fields.js';
import { createRateStorage } from './redis-throttler-storage.js';
import { routeGroupOf, routeGroups } from './route-group.js';
import { StrangerLimit } from './stranger-limit.js';

@Global()
@Module({
  imports: [ThrottlerModule.forRootAsync({ inject: [APP_CONFIG, Clock, Store], useFactory: throttlers })],
  providers: [StrangerLimit],
  exports: [StrangerLimit],
})
export class RateLimitModule {}

/** One throttler for each group of routes; counted together by all processes that share a Redis. */
function throttlers({ rates }: AppConfig, clock: Clock, store: Store): ThrottlerModuleOptions {
  const limit = rates.requestsPerMinute;
  return {
    storage: createRateStorage(store instanceof RedisStore ? store.connection : null, clock, rates.maxCounted),
    throttlers: routeGroups.map((name) => ({
      name,
      ttl: windowMs,
      limit: limit ?? 0,
      skipIf: (context) => limit === null || routeGroupOf(context) !== name,
    })),
  };
}
