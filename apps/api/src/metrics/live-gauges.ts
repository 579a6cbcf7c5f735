/** What is looked up when metrics are asked for: how much is open and under way right now. Looks at the rooms that know it, and keeps
 *  nothing. */
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ExecutionRepository, isFinalStatus, executionTransitions, type ExecutionStatus } from '@ice/core';
import { ExecutionSupervisor, SlotPool } from '@ice/orchestrator';
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

  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(ExecutionRepository) private readonly executions: ExecutionRepository,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
  ) {}

  onApplicationBootstrap(): void {
    this.supervisor = this.modules.get(ExecutionSupervisor, { strict: false });
    this.slots = this.modules.get(SlotPool, { strict: false });
    this.hub = this.modules.get(StreamHub, { strict: false });
  }

  /** Sets all of them to what is now. Where the store does not answer, nothing is told of it. */
  async refresh(): Promise<void> {
    const { slots, supervisor, hub, metrics } = this;
    metrics.runningHere.set(supervisor?.size ?? 0);
    metrics.openStreams.set(hub?.size ?? 0);
    metrics.slots.set({ state: 'total' }, slots?.size ?? 0);
    metrics.slots.set({ state: 'taken' }, slots?.taken ?? 0);
    metrics.slots.set({ state: 'waiting' }, slots?.waiting ?? 0);
    await this.countOpen().catch(() => metrics.executionsOpen.reset());
  }

  private async countOpen(): Promise<void> {
    const counts = await Promise.all(openStatuses.map((status) => this.executions.count(status, mostCounted)));
    openStatuses.forEach((status, index) => this.metrics.executionsOpen.set({ status }, counts[index] ?? 0));
  }
}
