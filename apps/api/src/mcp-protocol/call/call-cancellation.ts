/** Obeys `notifications/cancelled`. It comes as a request of its own, so it may reach another process than the call that it means:
 *  the execution is then found by its tag. What was answered already is not cancelled any more. */
import { Inject, Injectable } from '@nestjs/common';
import { Clock, ExecutionsByTenant, type ExecutionHead } from '@ice/core';
import type { Caller } from '../../access/caller.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { CancelDesk } from '../../executions/cancel-desk.js';
import { callTag } from './call-tag.js';
import { OpenCalls } from './open-calls.js';

/** Cancels calls. */
@Injectable()
export class CallCancellation {
  constructor(
    @Inject(OpenCalls) private readonly calls: OpenCalls,
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(CancelDesk) private readonly canceller: CancelDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Takes a request of a session back. One that nobody knows, or that was answered, is left alone. */
  async cancel(caller: Caller, sessionId: string | null, messageId: string | number): Promise<void> {
    if (sessionId === null || this.calls.cancel(caller, sessionId, messageId)) return;
    const tag = callTag({ sessionId, messageId });
    if (tag === null || !caller.scopes.has('run')) return;
    const [head] = (await this.executions.of(caller.tenant).list({ tag, limit: 1 })).data;
    if (head && this.isUnanswered(head)) await this.canceller.cancel(caller, head.execution_id);
  }

  /** One that waits, or has run for long, was told to go on. */
  private isUnanswered({ status, created_at }: ExecutionHead): boolean {
    const isYoung = this.clock.now() < Date.parse(created_at) + this.config.mcp.callWaitMs;
    return isYoung && (status === 'queued' || status === 'running');
  }
}
