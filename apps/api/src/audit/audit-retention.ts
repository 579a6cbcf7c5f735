/** Removes audit records that are older than the operator wants any to be. Without such a wish they are kept for ever. */
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AuditRepository, Clock } from '@ice/core';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { HourlySweep } from '../storage/hourly-sweep.js';

const dayMs = 86_400_000;

/** Records removed at a time. */
const batchSize = 200;

/** Looks for what may go, at start and then every hour. */
@Injectable()
export class AuditRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AuditRetention.name);
  private readonly hourly: HourlySweep;

  constructor(
    @Inject(AuditRepository) private readonly records: AuditRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'retentionDays'>,
  ) {
    this.hourly = new HourlySweep(clock, {
      sweep: () => this.sweep(config.retentionDays ?? Infinity),
      tell: (fault) => this.logger.error(`Old audit records stay for now: ${fault}`),
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.retentionDays !== null) this.hourly.begin();
  }

  /** Before the store is closed. */
  beforeApplicationShutdown(): Promise<void> {
    return this.hourly.stop();
  }

  private async sweep(days: number): Promise<void> {
    const before = new Date(this.clock.now() - days * dayMs).toISOString();
    while (!this.hourly.isStopping && (await this.records.removeOld(before, batchSize)) === batchSize);
  }
}
