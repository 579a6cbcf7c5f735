/** Looks one reservation up. */
import type { BudgetLedger, Reservation } from '@ice/core';

/** The open reservation of this id, or null. */
export function findReservation(ledger: BudgetLedger, id: string): Promise<Reservation | null> {
  return ledger.reservation(id);
}
