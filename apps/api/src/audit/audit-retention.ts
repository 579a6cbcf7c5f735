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

const dayMs = 86_400_000;

/** From the end of one look to the next. */
const pauseMs = 3_600_000;

/** Records removed at a time. */
const batchSize = 200;

/** Looks for what may go, at start and then every hour. */
@Injectable()
export class AuditRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AuditRetention.name);
  private stopTimer: () => void = () => undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    @Inject(AuditRepository) private readonly records: AuditRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'retentionDays'>,
  ) {}

  /** Nobody waits for it: the server is ready meanwhile. */
  onApplicationBootstrap(): void {
    const { retentionDays } = this.config;
    if (retentionDays !== null) this.sweeping = this.sweepAndWait(retentionDays * dayMs);
  }

  /** Before the store is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.stopTimer();
    await this.sweeping;
  }

  private async sweepAndWait(lifeMs: number): Promise<void> {
    await this.sweep(new Date(this.clock.now() - lifeMs).toISOString()).catch((fault: unknown) => {
      this.logger.error(`Old audit records stay for now: ${fault instanceof Error ? fault.message : String(fault)}`);
    });
    if (this.isStopping) return;
    this.stopTimer = this.clock.after(pauseMs, () => {
      this.sweeping = this.sweepAndWait(lifeMs);
    });
  }

  private async sweep(before: string): Promise<void> {
    while (!this.isStopping && (await this.records.removeOld(before, batchSize)) === batchSize);
  }
}
