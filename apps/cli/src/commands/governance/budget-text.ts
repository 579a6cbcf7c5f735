/** A budget in words. Pure. */
import type { Budget } from '@ice/client';

const sources: Readonly<Record<string, string>> = { set: 'set', environment: 'ORG_BUDGET_USD' };

/** The lines, without a line break at the end. */
export function budgetText(budget: Budget): string {
  const { limit_usd, available_usd, spent_usd, reserved_usd, window_name, window_ends_at, source, money } = budget;
  const end = window_ends_at === null ? '' : `, until ${window_ends_at}`;
  const limit = limit_usd === null ? 'no limit' : `$${limit_usd} (${sources[source] ?? source})`;
  return [
    `window     ${window_name}${end}`,
    `limit      ${limit}`,
    `spent      $${spent_usd}`,
    `reserved   $${reserved_usd}`,
    ...(available_usd === null ? [] : [`available  $${available_usd}`]),
    ...(money === 'synthetic'
      ? ['', 'This is the made-up money of test mode; what costs real money is counted apart.']
      : []),
  ].join('\n');
}
