/** The owner's side of the relay: where processes share a Redis and run executions, and nowhere else. */
import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { ATTEMPT_RELAY } from './attempt-relay.token.js';

@Global()
@Module({})
export class AttemptRelayModule {
  static async forRoot({ store, role }: Pick<AppConfig, 'store' | 'role'>): Promise<DynamicModule> {
    const none = { provide: ATTEMPT_RELAY, useValue: null };
    if (store !== 'redis' || role === 'api') return { module: AttemptRelayModule, providers: [none], exports: [none] };
    const { BullAttemptRelayModule } = await import('./bull-attempt-relay.module.js');
    return { module: AttemptRelayModule, imports: [BullAttemptRelayModule], exports: [BullAttemptRelayModule] };
  }
}
