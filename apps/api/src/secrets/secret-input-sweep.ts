/** Removes values of secret inputs whose execution was never accepted: its process ended in between. Those of executions go with them. */
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock, ExecutionRepository, SecretInputRepository } from '@ice/core';
import { HourlySweep } from '../storage/hourly-sweep.js';

/** A start takes seconds; what is older than this, in ms, is not on its way any more. */
const graceMs = 3_600_000;

/** Looks at start and then every hour. */
@Injectable()
export class SecretInputSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SecretInputSweep.name);
  private readonly hourly: HourlySweep;

  constructor(
    @Inject(SecretInputRepository) private readonly kept: SecretInputRepository,
    @Inject(ExecutionRepository) private readonly executions: Pick<ExecutionRepository, 'head'>,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.hourly = new HourlySweep(clock, {
      sweep: () => this.sweep(),
      tell: (fault) => this.logger.error(`Values of secret inputs stay for now: ${fault}`),
    });
  }

  onApplicationBootstrap(): void {
    this.hourly.begin();
  }

  /** Before the store is closed. */
  beforeApplicationShutdown(): Promise<void> {
    return this.hourly.stop();
  }

  private async sweep(): Promise<void> {
    const before = new Date(this.clock.now() - graceMs).toISOString();
    await this.kept.removeStrays(
      async (id) => this.hourly.isStopping || (await this.executions.head(id)) !== null,
      before,
    );
  }
}
