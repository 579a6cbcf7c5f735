/** Waits for an execution on behalf of a call, and tells of its progress. Knows executions by their journals only, so that it does not
 *  matter which process runs them. */
import { Inject, Injectable } from '@nestjs/common';
import { Clock, EventFeed, ExecutionsByTenant, type TenantExecutions } from '@ice/core';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { ExecutionEnd } from '../../executions/execution-end.js';
import type { CallContext } from '../tools/mcp-tool.js';
import { callerAnswers } from './caller-answers.js';
import { ProgressReporter } from './progress-reporter.js';

/** A wait ends so soon after it was called off, at most. */
const longestLookMs = 1_000;

/** Watches executions. */
@Injectable()
export class ExecutionWatcher {
  constructor(
    @Inject(ExecutionEnd) private readonly ends: ExecutionEnd,
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Resolves when the execution has ended or waits for an answer, when the time is over, or when nobody waits any more. Waits that
   *  end by themselves (timers, children) are waited through. */
  async wait(id: string, limitMs: number, { call, report }: CallContext): Promise<void> {
    const { progressGapMs } = this.config.mcp;
    const executions = this.executions.of(call.tenant);
    const source = { executions, feed: this.feed };
    const reporter =
      report && new ProgressReporter(source, { executionId: id, report, gapMs: progressGapMs }, this.clock);
    try {
      if (await this.hasEnded(executions, id, this.clock.now() + limitMs, call.hurry)) await reporter?.caughtUp();
    } finally {
      reporter?.end();
    }
  }

  private async hasEnded(
    executions: TenantExecutions,
    id: string,
    until: number,
    hurry: AbortSignal,
  ): Promise<boolean> {
    const hurried = aborted(hurry);
    let seen = 0;
    for (let left = until - this.clock.now(); left > 0 && !hurry.aborted; left = until - this.clock.now()) {
      const slice = Math.min(left, longestLookMs);
      if (await Promise.race([this.ends.waitFor(executions.tenant, id, slice), hurried])) return !hurry.aborted;
      const head = await executions.head(id);
      if (head?.status !== 'waiting') continue;
      if (head.sequence !== seen && (await waitsForCaller(executions, id))) return false;
      seen = head.sequence;
      await Promise.race([this.pause(Math.min(left, this.config.mcp.lookMs)), hurried]);
    }
    return false;
  }

  private pause(ms: number): Promise<false> {
    return new Promise((resolve) => void this.clock.after(ms, () => resolve(false)));
  }
}

async function waitsForCaller(executions: TenantExecutions, id: string): Promise<boolean> {
  return (await executions.snapshot(id))?.open_signals.some(callerAnswers) ?? false;
}

function aborted(signal: AbortSignal): Promise<true> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(true);
    signal.addEventListener('abort', () => resolve(true), { once: true });
  });
}
