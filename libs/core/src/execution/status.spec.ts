import { describe, expect, it } from '@jest/globals';
import { executionTransitions, isFinalStatus, nodeRunTransitions, type ExecutionStatus } from './status.js';

type Table = Readonly<Record<string, readonly string[]>>;

/** Everything that can follow a status, sooner or later. */
function reachableFrom(table: Table, status: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [status];
  for (const current of waiting) {
    for (const next of table[current] ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  return reached;
}

const tables: readonly (readonly [string, Table, string, readonly string[]])[] = [
  ['an execution', executionTransitions, 'queued', ['cancelled', 'completed', 'failed']],
  ['a node run', nodeRunTransitions, 'pending', ['cancelled', 'completed', 'failed', 'skipped']],
];

describe.each(tables)('the statuses of %s', (_what, table, first, finals) => {
  const statuses = Object.keys(table);

  it('can all be reached from the first, which nothing leads back to', () => {
    expect([...reachableFrom(table, first)].toSorted()).toEqual(
      statuses.filter((status) => status !== first).toSorted(),
    );
  });

  it('lead to statuses of the same table, each named once', () => {
    for (const [status, followers] of Object.entries(table)) {
      expect(followers.filter((next) => !statuses.includes(next)).map((next) => `${status} → ${next}`)).toEqual([]);
      expect(new Set(followers).size).toBe(followers.length);
    }
  });

  it('end where they should end, and can end from everywhere', () => {
    expect(statuses.filter((status) => table[status]?.length === 0).toSorted()).toEqual(finals);
    for (const status of statuses.filter((open) => !finals.includes(open))) {
      expect(finals.filter((final) => reachableFrom(table, status).has(final))).not.toEqual([]);
    }
  });
});

describe('a final status', () => {
  it('is one that nothing follows', () => {
    const statuses = Object.keys(executionTransitions) as ExecutionStatus[];
    expect(statuses.filter(isFinalStatus)).toEqual(['completed', 'failed', 'cancelled']);
  });
});
