/** Waits for the end of an execution, whichever process runs it: the own process tells, of others the store is asked now and then. */
import { Inject, Injectable } from '@nestjs/common';
import { Clock, ExecutionsByTenant, type Tenant } from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';

/** From one look into the store to the next, in ms. */
const pauseMs = 100;

/** Waits for ends. */
@Injectable()
export class ExecutionEnd {
  constructor(
    @Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor,
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** True once it has ended; false when it has not within `limitMs`, or when it waits for an answer from outside, or is not there for
   *  this tenant. */
  async waitFor(tenant: Tenant, id: string, limitMs: number): Promise<boolean> {
    const executions = this.executions.of(tenant);
    if (!executions.owns(id)) return false;
    const until = this.clock.now() + limitMs;
    for (let left = limitMs; ; left = until - this.clock.now()) {
      if (await this.supervisor.waitFor(id, Math.max(0, left))) return true;
      const isParked = (await executions.head(id))?.status === 'waiting';
      if (isParked || left <= pauseMs || this.supervisor.isEnding) return false;
      await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => void this.clock.after(pauseMs, resolve));
  }
}
