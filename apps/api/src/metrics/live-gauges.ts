/** What is looked up when metrics are asked for: how much is open and under way right now. Looks at the rooms that know it, and keeps
 *  nothing. */
import { Inject, Injectable, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import {
  ExecutionQueue,
  ExecutionRepository,
  isFinalStatus,
  executionTransitions,
  type ExecutionStatus,
} from '@ice/core';
import { ExecutionSupervisor, SlotPool } from '@ice/orchestrator';
import { ExecutionWorker } from '../executions/worker/execution-worker.js';
import { StreamHub } from '../stream/stream-hub.js';
import { Metrics } from './metrics.js';

const openStatuses = (Object.keys(executionTransitions) as ExecutionStatus[]).filter(
  (status) => !isFinalStatus(status),
);
const mostCounted = 100_000;

/** See the head of this file. */
@Injectable()
export class LiveGauges implements OnApplicationBootstrap {
  private supervisor: ExecutionSupervisor | null = null;
  private slots: SlotPool | null = null;
  private hub: StreamHub | null = null;
  private worker: ExecutionWorker | null = null;

  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(ExecutionRepository) private readonly executions: ExecutionRepository,
    @Inject(ExecutionQueue) private readonly queue: ExecutionQueue | null,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
  ) {}

  onApplicationBootstrap(): void {
    this.supervisor = this.modules.get(ExecutionSupervisor, { strict: false });
    this.slots = this.modules.get(SlotPool, { strict: false });
    this.hub = this.find(StreamHub);
    this.worker = this.find(ExecutionWorker);
  }

  /** Sets all of them to what is now. Where the store does not answer, nothing is told of it. */
  async refresh(): Promise<void> {
    const { supervisor, hub, metrics } = this;
    metrics.runningHere.set(supervisor?.size ?? 0);
    metrics.openStreams.set(hub?.size ?? 0);
    this.tellWorker();
    await Promise.all([
      this.countOpen().catch(() => metrics.executionsOpen.reset()),
      this.countWaiting().catch(() => metrics.queueWaiting.remove()),
    ]);
  }

  /** Null in a process whose role goes without it. */
  private find<Room>(room: Type<Room>): Room | null {
    try {
      return this.modules.get(room, { strict: false });
    } catch {
      return null;
    }
  }

  /** A process that runs nothing has neither a lease nor slots. */
  private tellWorker(): void {
    const { worker, slots, metrics } = this;
    metrics.workerInfo.reset();
    if (!worker || !slots) return metrics.leaseAge.remove();
    if (worker.id !== null) metrics.workerInfo.set({ worker: worker.id }, 1);
    metrics.leaseAge.set(worker.silentMs / 1_000);
    metrics.slots.set({ state: 'total' }, slots.size);
    metrics.slots.set({ state: 'taken' }, slots.taken);
    metrics.slots.set({ state: 'waiting' }, slots.waiting);
  }

  private async countWaiting(): Promise<void> {
    if (this.queue) this.metrics.queueWaiting.set(await this.queue.size());
  }

  private async countOpen(): Promise<void> {
    const counts = await Promise.all(openStatuses.map((status) => this.executions.count(status, mostCounted)));
    openStatuses.forEach((status, index) => this.metrics.executionsOpen.set({ status }, counts[index] ?? 0));
  }
}
