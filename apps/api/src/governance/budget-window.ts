/** Windows of a budget: the calendar month or day, in UTC, or all of time. Pure. */

/** How long a budget lasts before it is full again. */
export const budgetWindows = ['month', 'day', 'total'] as const;

/** One of `budgetWindows`. */
export type BudgetWindow = (typeof budgetWindows)[number];

const digitsOf = { month: 7, day: 10 } as const;

/** What a moment's window is called: `2026-11`, `2026-11-26` or `total`. @param at ms since 1970. */
export function windowName(window: BudgetWindow, at: number): string {
  return window === 'total' ? 'total' : new Date(at).toISOString().slice(0, digitsOf[window]);
}

/** When the window of a moment ends (RFC 3339); null: never. @param at ms since 1970. */
export function windowEnd(window: BudgetWindow, at: number): string | null {
  if (window === 'total') return null;
  const now = new Date(at);
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  return new Date(window === 'month' ? Date.UTC(year, month + 1, 1) : Date.UTC(year, month, day + 1)).toISOString();
}
