/** Executions that a foreign engine has recorded (Amazon States Language), converted to blueprints and run on ours. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { notClaimed, type Feature } from '../support/asl/not-claimed.js';
import { AslEngine, playCase, type Outcome } from '../support/asl/play-case.js';
import { readRecordedCases } from '../support/asl/recorded-case.js';

/** Cases that are claimed and end otherwise, with the reason. One that ends as recorded has to be taken out. */
const knownMisses: Readonly<Record<string, string>> = {};

/** Least share of the claimed cases that must end as recorded, and of those without JSONata that must be claimed. */
const leastEqual = 0.9;
const leastClaimed = 0.8;

/** All cases together, on a machine that has other things to do. */
const longestMs = 300_000;

const cases = readRecordedCases();
const ifThere = cases.length > 0 ? describe : describe.skip;
const unlessThere = cases.length > 0 ? '' : ' (skipped: the corpus does not lie beside this checkout)';

ifThere(`a recorded state machine${unlessThere}`, () => {
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    const engine = new AslEngine();
    for (const recorded of cases) outcomes.set(recorded.id, await playCase(recorded, engine));
    console.log(report(outcomes));
  }, longestMs);

  it('ends as it was recorded, unless it needs what is not claimed', () => {
    const [equal, missed] = [countOf(outcomes, 'equal'), countOf(outcomes, 'miss')];
    expect(equal / (equal + missed)).toBeGreaterThanOrEqual(leastEqual);
  });

  it('ends otherwise for a known reason only', () => {
    const missed = [...outcomes].filter(([, { kind }]) => kind === 'miss').map(([id]) => id);
    expect(missed.toSorted()).toEqual(
      Object.keys(knownMisses)
        .filter((id) => outcomes.has(id))
        .toSorted(),
    );
  });

  it('is claimed as a rule, not as an exception', () => {
    const ours = cases.length - countWithout(outcomes, 'jsonata');
    const claimed = countOf(outcomes, 'equal') + countOf(outcomes, 'miss');
    expect(claimed / ours).toBeGreaterThanOrEqual(leastClaimed);
  });
});

function countOf(outcomes: ReadonlyMap<string, Outcome>, kind: Outcome['kind']): number {
  return [...outcomes.values()].filter((outcome) => outcome.kind === kind).length;
}

function countWithout(outcomes: ReadonlyMap<string, Outcome>, feature: Feature): number {
  return [...outcomes.values()].filter((one) => one.kind === 'not claimed' && one.feature === feature).length;
}

function report(outcomes: ReadonlyMap<string, Outcome>): string {
  const [equal, missed] = [countOf(outcomes, 'equal'), countOf(outcomes, 'miss')];
  const left = (Object.keys(notClaimed) as readonly Feature[])
    .map((feature) => [countWithout(outcomes, feature), feature] as const)
    .filter(([count]) => count > 0)
    .map(([count, feature]) => `  not claimed: ${count} ${feature} (${notClaimed[feature]})`);
  const misses = [...outcomes].flatMap(([id, outcome]) =>
    outcome.kind === 'miss' ? [`  miss: ${id}: ${knownMisses[id] ?? outcome.differences.join('; ')}`] : [],
  );
  const head = `asl: ${equal} of ${equal + missed} claimed, ${outcomes.size} recorded`;
  return [head, ...left, ...misses].join('\n');
}
