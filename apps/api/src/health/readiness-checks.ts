/** The checks of `/ready`. Each ends within its time, whatever happens to what it looks at. */
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { BudgetLedger, Clock, ExecutionQueue, Store } from '@ice/core';
import { MODEL_CATALOG } from '../catalog/catalog.tokens.js';
import type { PriceSource } from '../governance/cost-desk.js';

const patienceMs = 2_000;

/** What a check found. A type, so that it is plain JSON. */
export type CheckResult = { readonly ok: boolean; readonly duration_ms: number; readonly detail?: string };

@Injectable()
export class ReadinessChecks implements OnModuleDestroy {
  private isEnding = false;

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(BudgetLedger) private readonly ledger: BudgetLedger,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(MODEL_CATALOG) private readonly prices: Pick<PriceSource, 'checkPrices'>,
    @Inject(ExecutionQueue) private readonly queue: Pick<ExecutionQueue, 'size'> | null,
  ) {}

  /** As early as whatever begins nothing any more from now on, and in processes that run no executions too. */
  onModuleDestroy(): void {
    this.isEnding = true;
  }

  /** The results by name. Never rejects. */
  async run(): Promise<Readonly<Record<string, CheckResult>>> {
    const { queue } = this;
    const checks: Readonly<Record<string, () => Promise<unknown>>> = {
      store: () => this.store.check(),
      ledger: () => this.ledger.check(),
      prices: async () => this.prices.checkPrices(),
      running: async () => this.checkRunning(),
      ...(queue && { queue: () => queue.size() }),
    };
    const timed = Object.entries(checks).map(async ([name, check]) => [name, await this.time(check)] as const);
    return Object.fromEntries(await Promise.all(timed));
  }

  private checkRunning(): void {
    if (this.isEnding) throw new Error('This process is ending, and begins nothing any more.');
  }

  private async time(check: () => Promise<unknown>): Promise<CheckResult> {
    const began = this.clock.now();
    const detail = await this.reasonOf(check);
    const duration_ms = Math.max(0, this.clock.now() - began);
    return detail === null ? { ok: true, duration_ms } : { ok: false, duration_ms, detail };
  }

  /** Null when the check passes. */
  private reasonOf(check: () => Promise<unknown>): Promise<string | null> {
    return new Promise((resolve) => {
      const stopTimer = this.clock.after(patienceMs, () => resolve(`no answer within ${patienceMs} ms`));
      const end = (reason: string | null): void => {
        stopTimer();
        resolve(reason);
      };
      check().then(
        () => end(null),
        (fault: unknown) => end(fault instanceof Error ? fault.message : 'failed'),
      );
    });
  }
}
