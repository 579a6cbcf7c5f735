/** Looks one reservation up. */
import type { BudgetLedger, Reservation } from '@ice/core';

/** Ids that differ in their last character only. */
const most = 64;

/** The open reservation of this id, or null. */
export async function findReservation(ledger: BudgetLedger, id: string): Promise<Reservation | null> {
  const page = await ledger.reservations(id.slice(0, -1), most);
  return page.find(({ reservation }) => reservation === id) ?? null;
}
