/** Obeys `notifications/cancelled`. It comes as a request of its own, so it may reach another process than the call that it means:
 *  the execution is then found by its tag. What was answered already is not cancelled any more. */
import { Inject, Injectable } from '@nestjs/common';
import { Clock, ExecutionRepository, type ExecutionHead } from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { callTag } from './call-tag.js';
import { OpenCalls } from './open-calls.js';

/** Cancels calls. */
@Injectable()
export class CallCancellation {
  constructor(
    @Inject(OpenCalls) private readonly calls: OpenCalls,
    @Inject(ExecutionRepository) private readonly executions: ExecutionRepository,
    @Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Takes a request of a session back. One that nobody knows, or that was answered, is left alone. */
  async cancel(sessionId: string | null, messageId: string | number): Promise<void> {
    if (sessionId === null || this.calls.cancel(sessionId, messageId)) return;
    const tag = callTag({ sessionId, messageId });
    if (tag === null) return;
    const [head] = (await this.executions.list({ tag, limit: 1 })).data;
    if (head && this.isUnanswered(head)) await this.supervisor.cancel(head.execution_id, 'requested');
  }

  /** One that waits, or has run for long, was told to go on. */
  private isUnanswered({ status, created_at }: ExecutionHead): boolean {
    const isYoung = this.clock.now() < Date.parse(created_at) + this.config.mcp.callWaitMs;
    return isYoung && (status === 'queued' || status === 'running');
  }
}
