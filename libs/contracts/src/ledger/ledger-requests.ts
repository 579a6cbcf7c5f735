/** Requests to a ledger with little to say, and what it has in short. */
import type { BudgetLedger, HoldRequest, LedgerVerdict, OpenReservation } from '@ice/core';

/** The account that requests are about unless they say otherwise. */
export const org = { id: 'org', limit: 100 };

/** Opens the reservation `ex_1` under `org`. */
export function openIn(ledger: BudgetLedger, request: Partial<OpenReservation> = {}): Promise<LedgerVerdict> {
  return ledger.open({ reservation: 'ex_1', accounts: [org], amount: 0, openedAt: 1_000, ...request });
}

/** A hold of the first member of its reservation, `ex_1`, under `org`. */
export function holdIn(ledger: BudgetLedger, request: Partial<HoldRequest> = {}): Promise<LedgerVerdict> {
  const reservation = request.reservation ?? 'ex_1';
  return ledger.hold({ reservation, member: reservation, spent: 0, held: 0, accounts: [org], at: 2_000, ...request });
}

/** What accounts have spent and reserved, in short. */
export async function balancesIn(
  ledger: BudgetLedger,
  ...accounts: readonly string[]
): Promise<readonly (readonly [spent: number, reserved: number])[]> {
  return (await ledger.balances(accounts)).map(({ spent, reserved }) => [spent, reserved] as const);
}

/** Of one reservation: what is free, and what each member has spent and holds. Null: it is not open. */
export async function inside(ledger: BudgetLedger, reservation = 'ex_1'): Promise<unknown> {
  const found = (await ledger.reservations('', 1_000)).find((one) => one.reservation === reservation);
  if (!found) return null;
  const members = found.members.map(({ member, spent, held }) => [member, [spent, held]]);
  return { free: found.free, ...Object.fromEntries(members) };
}
