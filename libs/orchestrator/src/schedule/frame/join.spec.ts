import { describe, expect, it } from '@jest/globals';
import type { Join } from '@ice/core';
import { decideJoin, type JoinVerdict, type Tally } from './join.js';

const joins: readonly Join[] = ['all', 'any', 'all_settled', 'none_failed', 'all_completed'];

/** The join table of the blueprint reference, row by row, in the order of `joins`. */
const table: readonly [string, Partial<Tally>, readonly JoinVerdict[]][] = [
  ['no predecessors', {}, ['run', 'run', 'run', 'run', 'run']],
  ['every one completed', { completed: 2 }, ['run', 'run', 'run', 'run', 'run']],
  ['some skipped, the others completed', { completed: 1, skipped: 1 }, ['run', 'run', 'run', 'run', 'skip']],
  ['all skipped', { skipped: 2 }, ['skip', 'skip', 'run', 'run', 'skip']],
  ['one failed, another completed', { failed: 1, completed: 1 }, ['skip', 'run', 'run', 'skip', 'skip']],
  ['one failed, the others skipped', { failed: 1, skipped: 1 }, ['skip', 'skip', 'run', 'skip', 'skip']],
  ['one completed, one still running', { completed: 1, pending: 1 }, ['wait', 'run', 'wait', 'wait', 'wait']],
  ['one failed, one still running', { failed: 1, pending: 1 }, ['wait', 'wait', 'wait', 'wait', 'wait']],
];

describe('the join table', () => {
  it.each(table)('%s', (_row, tally, expected) => {
    const full = { completed: 0, skipped: 0, failed: 0, pending: 0, ...tally };
    expect(joins.map((join) => decideJoin(join, full))).toEqual(expected);
  });
});
