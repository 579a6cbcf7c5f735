/** What a start would come to, for people. Pure. */
import type { DryRun } from '@ice/client';
import { table } from '../../text/table.js';

/** See the head of this file. */
export function dryRunText({ revision, cost, reserve_usd }: DryRun): string {
  const right = (heading: string) => ({ heading, side: 'right' as const });
  const rows = cost.nodes.map((node) => [node.node_id, node.model ?? '', `$${node.expected_usd}`, `$${node.max_usd}`]);
  return [
    `It would start: ${revision.slice(0, 19)}…`,
    `Expected $${cost.expected_usd}, $${cost.min_usd} with the fewest calls, at most $${cost.max_usd} in ${cost.calls} model calls (prices of ${cost.price_book_date}).`,
    `$${reserve_usd} would be reserved.`,
    ...(cost.unpriced.length > 0 ? [`Without a listed price, so the floor counts: ${cost.unpriced.join(', ')}.`] : []),
    ...(rows.length > 0 ? [table(['node', 'model', right('expected'), right('at most')], rows)] : []),
  ].join('\n');
}
