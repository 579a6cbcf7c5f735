/** Begins and ends both sides of the relay with the process, and has its owner's side look around every other second. A process that is told
 *  to stop takes no attempt any more, and lets those under way end while its executions are drained. */
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock } from '@ice/core';
import { APP_CONFIG } from '../config/app-config.token.js';
import type { AppConfig } from '../config/app-config.js';
import { BullAttemptRelay } from './bull-attempt-relay.js';
import { RelayWorker } from './relay-worker.js';

/** From one look around to the next, in ms. */
const pauseMs = 2_000;

@Injectable()
export class RelayKeeper
  implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown, OnApplicationShutdown
{
  private stopTimer: () => void = () => undefined;
  private isStopping = false;
  private stopped: Promise<void> | null = null;

  constructor(
    @Inject(BullAttemptRelay) private readonly relay: BullAttemptRelay,
    @Inject(RelayWorker) private readonly worker: RelayWorker,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.worker.serve();
    this.lookAround();
  }

  onModuleDestroy(): void {
    // Whoever waits for it is told when it fails.
    this.stop().catch(() => undefined);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  /** Executions have been drained by now: nobody waits any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.relay.close();
  }

  private stop(): Promise<void> {
    this.isStopping = true;
    this.stopTimer();
    return (this.stopped ??= this.worker.stop(this.config.http.shutdownGraceMs));
  }

  /** What could not be seen now is seen the next time; the relay has told. */
  private lookAround(): void {
    void this.relay
      .lookAround()
      .catch(() => undefined)
      .then(() => {
        if (!this.isStopping) this.stopTimer = this.clock.after(pauseMs, () => this.lookAround());
      });
  }
}
