/** Removes executions that ended long ago, where the operator says how long they are kept. What has not ended stays, however old it is,
 *  and so do blueprints and their revisions. */
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  Clock,
  ExecutionRepository,
  executionTransitions,
  isFinalStatus,
  MemoryRepository,
  SecretInputRepository,
  type ExecutionStatus,
} from '@ice/core';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { HourlySweep } from '../../storage/hourly-sweep.js';

const finalStatuses = (Object.keys(executionTransitions) as ExecutionStatus[]).filter(isFinalStatus);
const dayMs = 86_400_000;

/** Heads read at a time. */
const pageSize = 200;

/** Looks for what may go, at start and then every hour. */
@Injectable()
export class ExecutionRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ExecutionRetention.name);
  private readonly hourly: HourlySweep;

  constructor(
    @Inject(ExecutionRepository) private readonly executions: ExecutionRepository,
    @Inject(MemoryRepository) private readonly memory: MemoryRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'retentionDays'>,
    @Inject(SecretInputRepository) private readonly secretInputs: Pick<SecretInputRepository, 'remove'>,
  ) {
    this.hourly = new HourlySweep(clock, {
      sweep: () => this.sweep(config.retentionDays ?? Infinity),
      tell: (fault) => this.logger.error(`Old executions stay for now: ${fault}`),
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.retentionDays !== null) this.hourly.begin();
  }

  /** Before the store is closed: what is being removed is removed to its end, and nothing more. */
  beforeApplicationShutdown(): Promise<void> {
    return this.hourly.stop();
  }

  private async sweep(days: number): Promise<void> {
    const endedBefore = new Date(this.clock.now() - days * dayMs).toISOString();
    let removed = 0;
    for (const status of finalStatuses) removed += await this.sweepStatus(status, endedBefore);
    if (removed > 0) this.logger.log(`Executions that ended more than ${days} days ago and were removed: ${removed}.`);
  }

  /** Oldest first, up to the first one that was accepted too late to have ended in time. Gives how many were removed. */
  private async sweepStatus(status: ExecutionStatus, endedBefore: string): Promise<number> {
    let removed = 0;
    for (let after: string | undefined; !this.hourly.isStopping;) {
      const query = { status, order: 'oldest-first', limit: pageSize } as const;
      const { data, has_more } = await this.executions.list({ ...query, ...(after !== undefined && { after }) });
      for (const { execution_id, created_at, ended_at } of data) {
        if (this.hourly.isStopping || created_at >= endedBefore) return removed;
        if (ended_at !== null && ended_at < endedBefore && (await this.remove(execution_id))) removed += 1;
      }
      after = data.at(-1)?.execution_id;
      if (!has_more) break;
    }
    return removed;
  }

  /** Its memory and its secrets go first: of an execution that is not there any more nobody would know that it had any. */
  private async remove(executionId: string): Promise<boolean> {
    await this.memory.removeExecution(executionId);
    await this.secretInputs.remove(executionId);
    return this.executions.remove(executionId);
  }
}
