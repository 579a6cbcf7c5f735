/** The judge of chaos over executions that were given up: it excuses what three faults of the harness have done, and nothing else. */
import { describe, expect, it } from '@jest/globals';
import { areTooMany, faultOfQuarantine, isGivenUp, quarantinedOf } from './quarantine.mjs';

const at = (second: number): string => new Date(second * 1_000).toISOString();
const owned = (second: number, ...types: string[]): object[] =>
  ['execution.resumed', ...types].map((type) => ({ type, at: at(second), data: {} }));
/** Lost three times, ten seconds each, and given up with the fourth owner. */
const lost = (...types: string[]): object[] => [
  { type: 'execution.queued', at: at(0), data: {} },
  { type: 'node.started', at: at(0), data: {} },
  ...owned(10, 'node.started', ...types),
  ...owned(20, 'node.started'),
  ...owned(30, 'execution.failed'),
];
/** How many of these moments, in seconds, lie between two, in ms. */
const faultsAt =
  (...seconds: number[]) =>
  (from: number, to: number): number =>
    seconds.filter((second) => second * 1_000 >= from && second * 1_000 <= to).length;

describe('an execution that was given up', () => {
  it('is excused when each of its three owners met a fault and had not got on', () => {
    expect(faultOfQuarantine(lost(), faultsAt(5, 15, 25))).toBeNull();
  });

  it.each([
    ['after too few of them', lost().slice(2), faultsAt(5, 15, 25), 'after 2 lost processes'],
    ['though one had got on', lost('node.completed'), faultsAt(5, 15, 25), 'had got on'],
    ['though one met no fault', lost(), faultsAt(5, 25), 'met no fault'],
  ])('is a fault %s', (_how, events, faults, why) => {
    expect(faultOfQuarantine(events, faults)).toContain(why);
  });

  it('is told from others, and its parent from itself', () => {
    const failure = { code: 'quarantined', evidence: { child_execution_id: 'ex_child' } };
    expect([isGivenUp({ status: 'failed', failure }), isGivenUp({ status: 'completed', failure: null })]).toEqual([
      true,
      false,
    ]);
    expect(quarantinedOf({ execution_id: 'ex_parent', failure })).toBe('ex_child');
    expect(quarantinedOf({ execution_id: 'ex_1', failure: { code: 'quarantined', evidence: { crashes: 3 } } })).toBe(
      'ex_1',
    );
  });

  it('may be one of 10,000', () => {
    expect([areTooMany(3_000, 1), areTooMany(3_000, 2), areTooMany(50_000, 5), areTooMany(50_000, 6)]).toEqual([
      ...[false, true, false, true],
    ]);
  });
});
