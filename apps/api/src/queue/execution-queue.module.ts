/** The line of executions: BullMQ where processes share a Redis, and none elsewhere, where whoever accepts an execution runs it. */
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { ExecutionQueue } from '@ice/core';
import type { AppConfig } from '../config/app-config.js';

@Global()
@Module({})
export class ExecutionQueueModule {
  static async forRoot({ store }: Pick<AppConfig, 'store'>): Promise<DynamicModule> {
    const none = { provide: ExecutionQueue, useValue: null };
    if (store !== 'redis') return { module: ExecutionQueueModule, providers: [none], exports: [none] };
    const { BullExecutionQueueModule } = await import('./bull-execution-queue.module.js');
    return {
      module: ExecutionQueueModule,
      imports: [BullExecutionQueueModule],
      exports: [BullExecutionQueueModule],
    };
  }
}
