/** Presence against a simulation of the join table: what is said to be certain never fails to be there. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../json/json-value.js';
import { analyse, type Analysis } from '../analyse/analysis.js';
import type { NodeDraft } from '../read/draft.js';
import { readDocument } from '../read/read-document.js';
import { blueprintOf, echo } from '../testing/sample-blueprint.js';
import { sampleEnvironment } from '../testing/sample-environment.js';
import { orderBlock } from './block-order.js';
import { Presence, type Skipping } from './presence.js';
import { skippingByWhen } from './skipping-by-when.js';

interface Sketch {
  readonly before: readonly number[];
  readonly join: string;
  readonly when: boolean;
}

/** Nodes n0, n1, …; each waits for some before it, and may have a condition. */
const sketches: fc.Arbitrary<readonly Sketch[]> = fc.array(
  fc.record({
    before: fc.uniqueArray(fc.nat(7), { maxLength: 3 }),
    join: fc.constantFrom('all', 'all', 'all', 'any', 'all_settled', 'none_failed', 'all_completed'),
    when: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

const before = (sketch: Sketch, index: number): readonly number[] => sketch.before.filter((other) => other < index);

function documentOf(nodes: readonly Sketch[]): JsonObject {
  return blueprintOf(
    nodes.map((sketch, index) =>
      echo(`n${index}`, 1, {
        dependencies: before(sketch, index).map((other) => `n${other}`),
        join: sketch.join,
        ...(sketch.when && { when: 'inputs.x' }),
      }),
    ),
    { inputs: { x: {} } },
  );
}

function presenceOf(document: JsonObject): { presence: Presence; nodes: readonly NodeDraft[] } {
  const environment = sampleEnvironment();
  const { draft } = readDocument(document, environment.limits);
  if (draft === null) throw new Error('no document');
  const { edges, fields }: Analysis = analyse(draft, environment);
  const presence = new Presence(edges, (node) => skippingByWhen(fields.byNode[node.order] ?? []));
  for (const node of orderBlock(draft.root, edges).sorted) presence.add(node);
  return { presence, nodes: draft.nodes };
}

type Outlook = 'completed' | 'skipped' | 'failed';

/** One execution: what each condition gives, and who fails; where an `any` may run early, `isEarly` says whether it does. */
function simulate(
  nodes: readonly Sketch[],
  conditions: readonly boolean[],
  failing: readonly boolean[],
  isEarly: boolean,
): { readonly ends: readonly Outlook[]; readonly sawCompleted: ReadonlyMap<number, ReadonlySet<number>> } {
  const ends: Outlook[] = [];
  const sawCompleted = new Map<number, ReadonlySet<number>>();
  nodes.forEach((sketch, index) => {
    const waits = before(sketch, index);
    const verdict = judge(
      sketch.join,
      waits.map((other) => ends[other] as Outlook),
    );
    if (verdict !== 'run') return void ends.push(verdict);
    if (sketch.when && conditions[index] !== true) return void ends.push('skipped');
    const completed = waits.filter((other) => ends[other] === 'completed');
    sawCompleted.set(index, new Set(sketch.join === 'any' && isEarly ? completed.slice(0, 1) : completed));
    ends.push(failing[index] === true ? 'failed' : 'completed');
  });
  return { ends, sawCompleted };
}

/** The join table of the blueprint reference. */
function judge(join: string, ends: readonly Outlook[]): 'run' | 'skipped' | 'failed' {
  const [completed, failed] = [ends.includes('completed'), ends.includes('failed')];
  const runs: Readonly<Record<string, boolean>> = {
    all: !failed && completed,
    any: completed,
    all_settled: true,
    none_failed: !failed,
    all_completed: ends.every((end) => end === 'completed'),
  };
  if (ends.length === 0 || runs[join] === true) return 'run';
  return failed ? 'failed' : 'skipped';
}

const flags = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
const seldom = fc.array(
  fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  { minLength: 8, maxLength: 8 },
);

describe('the presence of outputs', () => {
  it('is certain only of what has completed whenever the reader runs', () => {
    fc.assert(
      fc.property(sketches, flags, seldom, fc.boolean(), (sketched, conditions, failing, isEarly) => {
        const { presence, nodes } = presenceOf(documentOf(sketched));
        const { sawCompleted } = simulate(sketched, conditions, failing, isEarly);
        for (const [reader, seen] of sawCompleted) {
          const waits = before(sketched[reader] as Sketch, reader);
          const promised = waits.filter((other) => {
            return presence.isCertain(nodes[other] as NodeDraft, nodes[reader] as NodeDraft);
          });
          expect(promised.filter((other) => !seen.has(other))).toEqual([]);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('says "never skipped" only of nodes that are not, when nothing fails', () => {
    fc.assert(
      fc.property(sketches, flags, (sketched, conditions) => {
        const { presence, nodes } = presenceOf(documentOf(sketched));
        const { ends } = simulate(sketched, conditions, [], false);
        const skipped = nodes.filter(({ order }) => ends[order] === 'skipped');
        expect(skipped.map((node) => presence.skippingOf(node))).not.toContain('never');
      }),
      { numRuns: 300 },
    );
  });

  const all = (waits: readonly number[], when = false): Sketch => ({ before: waits, join: 'all', when });

  it.each<[string, readonly Sketch[], readonly number[]]>([
    ['the only predecessor', [all([], true), all([0])], [0]],
    ['what is never skipped', [all([]), all([], true), all([0, 1])], [0]],
    ['neither of two that may be skipped', [all([], true), all([], true), all([0, 1])], []],
    ['what is skipped together with the others', [all([], true), all([0]), all([0]), all([0, 1, 2])], [0, 1, 2]],
    ['what stands above both ways', [all([], true), all([0], true), all([0], true), all([0, 1, 2])], [0]],
    [
      'all of them, where all must complete',
      [all([], true), all([], true), { ...all([0, 1]), join: 'all_completed' }],
      [0, 1],
    ],
    ['none, where any may do', [all([]), all([]), { ...all([0, 1]), join: 'any' }], []],
    ['the only one, where any may do', [all([], true), { ...all([0]), join: 'any' }], [0]],
    ['none, where they need only settle', [all([]), { ...all([0]), join: 'all_settled' }], []],
    [
      'what is never skipped, where none may fail',
      [all([]), all([], true), { ...all([0, 1]), join: 'none_failed' }],
      [0],
    ],
  ])('is certain of %s', (_name, sketched, expected) => {
    const { presence, nodes } = presenceOf(documentOf(sketched));
    const reader = nodes.at(-1) as NodeDraft;
    const certain = nodes.slice(0, -1).filter((node) => presence.isCertain(node, reader));
    expect(certain.map(({ order }) => order)).toEqual(expected);
  });

  it.each<[string, JsonObject, readonly Skipping[]]>([
    ['a condition', { when: 'inputs.x' }, ['maybe', 'maybe']],
    ['the literal true', { when: 'true' }, ['never', 'never']],
    ['the literal false in braces', { when: '{{ false }}' }, ['always', 'always']],
  ])('follows %s to those that wait', (_name, more, expected) => {
    const document = blueprintOf([echo('a', 1, more), echo('b', 1, { dependencies: ['a'] })], { inputs: { x: {} } });
    const { presence, nodes } = presenceOf(document);
    expect(nodes.map((node) => presence.skippingOf(node))).toEqual(expected);
  });
});
