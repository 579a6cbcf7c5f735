/** This process as a worker: it keeps a lease, and takes executions over whose worker is gone. What it is told of a lost lease it
 *  believes: its executions are others' then, and it goes on as a new worker. A process that is told to stop keeps its lease until all
 *  that it runs is drained, and takes nothing from the first moment on. */
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock, ExecutionQueue, WorkerPresence, WorkerRepository, type Worker } from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { ExecutionRecovery, type Taker } from './execution-recovery.js';

/** Renewals in a lease: one may be late, or fail, without harm. */
const renewalsPerLease = 3;

/** The worker of this process. */
@Injectable()
export class ExecutionWorker
  implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger(ExecutionWorker.name);
  private worker: Worker | null = null;
  private stopTimer: () => void = () => undefined;
  private stopNextLook: () => void = () => undefined;
  /** What is done with the worker's record, one after the other: each change needs the lock of the one before. */
  private changes: Promise<unknown> = Promise.resolve();
  private suspect: string | null = null;
  private drained: Promise<void> | null = null;
  /** True once the worker has ended, or is about to say so: it gives no sign of life any more. */
  private hasLeft = false;
  private readonly underWay = new Set<string>();
  private renewedAt = 0;

  constructor(
    @Inject(WorkerRepository) private readonly workers: WorkerRepository,
    @Inject(WorkerPresence) private readonly presence: WorkerPresence,
    @Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor,
    @Inject(ExecutionRecovery) private readonly recovery: ExecutionRecovery,
    @Inject(ExecutionQueue) private readonly queue: ExecutionQueue | null,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.begin();
    this.waitForNextBeat();
    await this.recovery.recoverLeftBehind(this.taker());
    await this.supervisor.lookAround();
    await this.queue?.serve((id) => this.attend(id), this.config.workerExecutions);
  }

  /** Takes and starts nothing any more, whatever other rooms still wait for: NestJS calls this in all of them before it has any end. */
  onModuleDestroy(): void {
    // Whoever waits for it is told when it fails.
    this.drain().catch(() => undefined);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.drain();
    await this.queue?.close();
  }

  onApplicationShutdown(): void {
    if (this.worker !== null) this.presence.leave(this.worker.id);
  }

  /** Who it is, as events name it; another one after a lease that was lost. Null before it begins. */
  get id(): string | null {
    return this.worker?.id ?? null;
  }

  /** The age of the lease: since the last sign of life, in ms. */
  get silentMs(): number {
    return this.clock.now() - this.renewedAt;
  }

  private drain(): Promise<void> {
    return (this.drained ??= this.drainAll());
  }

  /** Lets attempts end for a while; the rest is for whoever comes next, who is called once nobody is named as its living worker. The lease
   *  is renewed meanwhile: a grace may be longer than a lease, and what others take for lost counts as crashed. */
  private async drainAll(): Promise<void> {
    this.supervisor.end();
    this.stopNextLook();
    await this.queue?.stopServing();
    const left = await this.supervisor.drain(this.config.http.shutdownGraceMs);
    await this.inTurn(() => this.sayGoodbye()).catch((fault: unknown) => this.tell('said goodbye to nobody', fault));
    this.stopTimer();
    await this.supervisor.handOver(left);
  }

  private async sayGoodbye(): Promise<void> {
    if (this.worker === null || this.hasLeft) return;
    this.hasLeft = true;
    const ended = await this.workers.end(this.worker, 'drained');
    if (ended === null) this.logger.warn(`Worker ${this.worker.id} was declared lost before it had ended.`);
  }

  private async begin(): Promise<void> {
    const worker = await this.workers.announce(this.config.leaseMs);
    this.presence.show(worker.id);
    this.supervisor.actAs(worker.id);
    this.worker = worker;
    this.renewedAt = this.clock.now();
  }

  /** Called from the line. Who was drained has left its executions to whoever is called. */
  private async attend(executionId: string): Promise<void> {
    const owned = await this.supervisor.attend(executionId);
    if (owned && (await this.recovery.takeFromDrained(owned))) await this.supervisor.departure(executionId);
  }

  private waitForNextBeat(): void {
    if (this.hasLeft) return;
    this.stopTimer = this.clock.after(this.beatMs, () => {
      void this.inTurn(() => this.renew())
        .then(() => this.lookBesides())
        .catch((fault: unknown) => this.tell('missed a sign of life', fault))
        .then(() => this.waitForNextBeat());
    });
  }

  /** What is found may take longer than a lease: neither signs of life nor those whose worker is gone wait for it. */
  private lookBesides(): void {
    if (this.supervisor.isEnding) return;
    this.takeOver();
    this.besides('could not look around', () => this.supervisor.lookAround());
  }

  private takeOver(): void {
    this.besides('could not take over', async () => {
      const nextEnd = await this.recovery.recoverLost(this.taker());
      this.lookAgainAt(nextEnd);
    });
  }

  /** Who has not renewed until the last moment is looked at then: its executions stand still. Otherwise the next beat is soon enough. */
  private lookAgainAt(end: number): void {
    const inMs = end - this.clock.now() + 1;
    this.stopNextLook();
    if (inMs >= this.beatMs || this.supervisor.isEnding) return;
    this.stopNextLook = this.clock.after(Math.max(0, inMs), () => this.takeOver());
  }

  private get beatMs(): number {
    return this.config.leaseMs / renewalsPerLease;
  }

  /** One of each kind at a time; what it is called is told when it fails. */
  private besides(what: string, look: () => Promise<void>): void {
    if (this.underWay.has(what)) return;
    this.underWay.add(what);
    void look()
      .catch((fault: unknown) => this.tell(what, fault))
      .finally(() => this.underWay.delete(what));
  }

  private taker(): Taker {
    const { id } = this.worker as Worker;
    return {
      id,
      watch: async (suspect) => {
        this.suspect = suspect;
        await this.inTurn(() => this.renew());
      },
    };
  }

  private async renew(): Promise<void> {
    if (this.hasLeft) return;
    const before = this.worker as Worker;
    const renewed = await this.workers.renew(before, this.config.leaseMs, this.suspect);
    if (!renewed) return this.beginAnew(before);
    this.worker = renewed;
    this.renewedAt = this.clock.now();
  }

  private inTurn(change: () => Promise<void>): Promise<void> {
    const changed = this.changes.then(change);
    this.changes = changed.catch(() => undefined);
    return changed;
  }

  /** This process was asleep (stopped, or starved) for longer than its lease, and was declared lost. One that is ending stays so. */
  private async beginAnew(before: Worker): Promise<void> {
    this.logger.warn(`Worker ${before.id} gave no sign of life for too long: its executions are others' now.`);
    await this.supervisor.letGo();
    this.presence.leave(before.id);
    if (this.supervisor.isEnding) this.hasLeft = true;
    else await this.begin();
    // What was opened under the old name when that was forgotten already is named by nobody whom others look for.
    if (!this.hasLeft) this.besides('left something behind', () => this.recovery.recoverLeftBehind(this.taker()));
  }

  private tell(what: string, fault: unknown): void {
    this.logger.error(
      `Worker ${this.worker?.id ?? ''} ${what}: ${fault instanceof Error ? fault.message : String(fault)}`,
    );
  }
}
