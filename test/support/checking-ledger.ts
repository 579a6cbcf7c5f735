/** The ledger in memory, looked at after every operation: what each account has spent and promised must never be more than its limit. */
import type { HoldRequest, LedgerAccount, LedgerVerdict, NanoUsd, OpenReservation } from '@ice/core';
import { MemoryLedger } from '@ice/storage';

/** A ledger that notes what may never be. */
export class CheckingLedger extends MemoryLedger {
  /** What was too much, in words. */
  readonly violations: string[] = [];
  readonly holds: HoldRequest[] = [];
  private readonly limits = new Map<string, NanoUsd>();

  override async open(request: OpenReservation): Promise<LedgerVerdict> {
    const verdict = await super.open(request);
    await this.look('open', request.accounts);
    return verdict;
  }

  override async hold(request: HoldRequest): Promise<LedgerVerdict> {
    this.holds.push(request);
    const verdict = await super.hold(request);
    await this.look('hold', [...request.accounts, ...(request.memberAccounts ?? [])]);
    return verdict;
  }

  override async close(reservation: string): Promise<void> {
    await super.close(reservation);
    await this.look(`close ${reservation}`, []);
  }

  /** What an account has come to. */
  async balance(id: string): Promise<{ readonly spent: NanoUsd; readonly reserved: NanoUsd }> {
    const [{ spent, reserved } = { spent: -1, reserved: -1 }] = await this.balances([id]);
    return { spent, reserved };
  }

  private async look(operation: string, accounts: readonly LedgerAccount[]): Promise<void> {
    for (const { id, limit } of accounts) if (limit !== null) this.limits.set(id, limit);
    for (const [id, limit] of this.limits) {
      const { spent, reserved } = await this.balance(id);
      if (spent + reserved > limit) this.violations.push(`${operation}: ${id} ${spent} + ${reserved} > ${limit}`);
    }
  }
}
