/** What holds for every document: compiling ends in a result, always the same, and fixes do not make things worse. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyPatch } from '../json/apply-patch.js';
import { extendPointer, parsePointer } from '../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { compileBlueprint, type CompileResult } from './compile-blueprint.js';
import { diagnosticCodes, type Fix } from './diagnostic/diagnostic.js';
import { ask, blueprintOf, each, echo } from './testing/sample-blueprint.js';
import { sampleEnvironment } from './testing/sample-environment.js';
import { later, laterNodes, type LaterKind } from './testing/sample-nodes.js';
import { typedBlueprints } from './testing/typed-blueprints.js';
import { typedContainers } from './testing/typed-containers.js';

const environment = sampleEnvironment();

/** Sound, and with a little of everything. */
const sound: JsonObject = blueprintOf(
  [
    { id: 'load_csv', type: 'tool', tool_name: 'csv_loader', tool_args: { path: '{{ inputs.csv_path }}', limit: 5 } },
    each(
      'listings',
      'row',
      [
        ask('copy', 'Describe {{ row.title }} of {{ nodes.load_csv.rows }}', {
          output_schema: { title: 'string' },
          retry: { max_attempts: 2, on: ['timeout'] },
        }),
        echo(
          'post',
          { title: '{{ nodes.copy.title }}', index: '{{ index }}' },
          { on_error: { handle: { nodes: [echo('note', '{{ failure.code }}')] } } },
        ),
      ],
      { items: [{ title: 'Tile' }, { title: 'Ladder' }] },
    ),
    {
      id: 'route',
      type: 'condition',
      cases: [{ when: 'nodes.listings.items.size() == 1', block: { nodes: [echo('first')] } }],
      else: { nodes: [echo('other')] },
    },
    {
      id: 'refine',
      type: 'recursive',
      state: { n: 0 },
      until: 'state.n > 3',
      max_iterations: 5,
      body: { nodes: [echo('pass', '{{ state }}')], output: '{{ nodes.pass.value }}' },
    },
    {
      id: 'both',
      type: 'parallel',
      branches: { left: { nodes: [echo('l1')] }, right: { nodes: [echo('r1')] } },
      join: { at_least: 1 },
      dependencies: ['route'],
    },
    { id: 'stop', type: 'fail', code: 'stopped', message: 'No {{ runs.both.status }}', when: 'runs.both.attempts > 5' },
  ],
  {
    inputs: { csv_path: { type: 'string', default: 'items.csv' } },
    outputs: { items: '{{ nodes.listings.items }}' },
    finally: { nodes: [echo('report', '{{ execution.status }} {{ runs.listings.status }}')] },
  },
);

/** The kinds that nothing runs yet, beside the others. */
const withLaterKinds: JsonObject = {
  ...sound,
  inputs: { ...(sound['inputs'] as JsonObject), x: {} },
  nodes: [
    ...(sound['nodes'] as readonly JsonObject[]),
    ...(Object.keys(laterNodes) as LaterKind[]).map((kind) => later(kind, { id: `my_${kind}` })),
  ],
};

/** Every place of a document. */
function placesOf(value: JsonValue, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  return [pointer, ...Object.entries(value).flatMap(([key, member]) => placesOf(member, extendPointer(pointer, key)))];
}

function at(document: JsonValue, pointer: string): JsonValue {
  return (parsePointer(pointer) ?? []).reduce((value, token) => (value as JsonObject)[token] as JsonValue, document);
}

type Mutation = (document: JsonValue, pointer: string) => JsonValue;

/** One slip at one place. */
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map(
    (value): Mutation =>
      (document, pointer) =>
        replaced(document, pointer, value as JsonValue),
  ),
  fc.constant<Mutation>((document, pointer) => {
    const result = applyPatch(document, [{ op: 'remove', path: pointer }]);
    return result.ok ? result.document : document;
  }),
  fc.nat(200).map((position): Mutation => (document, pointer) => {
    const value = at(document, pointer);
    return typeof value === 'string'
      ? replaced(document, pointer, misspelt(value, position))
      : misspeltKey(document, pointer, position);
  }),
  fc.constantFrom('{{ nodes.zzz }}', '{{', 'nodes.copy', '{{ nodes.first }}', '{{ row }}', 'ghost', '', 'tool').map(
    (text): Mutation =>
      (document, pointer) =>
        replaced(document, pointer, text),
  ),
);

function replaced(document: JsonValue, pointer: string, value: JsonValue): JsonValue {
  const result = applyPatch(document, [{ op: 'replace', path: pointer, value }]);
  return result.ok ? result.document : document;
}

/** Drops one letter. */
function misspelt(text: string, position: number): string {
  const index = position % Math.max(1, text.length);
  return text.slice(0, index) + text.slice(index + 1);
}

function misspeltKey(document: JsonValue, pointer: string, position: number): JsonValue {
  const cut = pointer.lastIndexOf('/');
  const value = at(document, pointer);
  const result = applyPatch(document, [
    { op: 'remove', path: pointer },
    { op: 'add', path: `${pointer.slice(0, cut + 1)}${misspelt(pointer.slice(cut + 1), position)}`, value },
  ]);
  return cut >= 0 && result.ok ? result.document : document;
}

const typed = [...typedBlueprints, ...typedContainers].map(([, document]) => document);

/** A sound document after some slips. */
const slipped = (most: number): fc.Arbitrary<JsonValue> =>
  fc
    .tuple(
      fc.constantFrom<JsonValue>(sound, sound, withLaterKinds, ...typed),
      fc.array(fc.tuple(mutation, fc.nat()), { minLength: 1, maxLength: most }),
    )
    .map(([start, mutations]) =>
      mutations.reduce((document, [mutate, place]): JsonValue => {
        const places = placesOf(document);
        return mutate(document, places[place % places.length] as string);
      }, start),
    );

const mutated = slipped(3);

const anything = fc.oneof(
  fc.jsonValue().map((value) => value as JsonValue),
  mutated,
  fc.record({
    schema_version: fc.constant('1.0'),
    name: fc.string(),
    nodes: fc.array(fc.jsonValue() as fc.Arbitrary<JsonValue>),
  }),
);

/** All fixes of a result, the last place first, so that what is taken out of a list moves no other place. Those of one place apply in
 *  the order of the document; those that no longer fit are left out. */
function fixed(document: JsonValue, result: CompileResult): JsonValue {
  const places = new Map<string, Fix[]>();
  for (const { fix } of result.diagnostics) {
    const path = fix?.patch[0]?.path ?? '';
    if (fix !== undefined) places.set(path, [...(places.get(path) ?? []), fix]);
  }
  const fixes = [...places.values()].toReversed().flat();
  return fixes.reduce((mended, { patch }) => {
    const outcome = applyPatch(mended, patch);
    return outcome.ok ? outcome.document : mended;
  }, document);
}

function errorCount(result: CompileResult): number {
  return result.diagnostics.filter(({ severity }) => severity === 'error').length;
}

describe('for every document', () => {
  it('the sample is sound', () => {
    expect(compileBlueprint(sound, environment)).toMatchObject({ ok: true, diagnostics: [] });
  });

  it('compiling gives a result and does not touch the document', () => {
    fc.assert(
      fc.property(anything, (document) => {
        const before = JSON.stringify(document);
        const result = compileBlueprint(document, environment);
        expect(result.ok).toBe(errorCount(result) === 0);
        expect(JSON.stringify(document)).toBe(before);
        expect(result.diagnostics.length).toBeLessThanOrEqual(environment.limits.maxDiagnostics);
      }),
      { numRuns: 150 },
    );
  });

  it('compiling twice says the same', () => {
    fc.assert(
      fc.property(mutated, (document) => {
        const copy = JSON.parse(JSON.stringify(document)) as JsonValue;
        expect(compileBlueprint(copy, environment)).toEqual(compileBlueprint(document, environment));
      }),
      { numRuns: 30 },
    );
  });

  it('every finding has a known code, a pointer, a sentence, and a fix that fits the document', () => {
    fc.assert(
      fc.property(mutated, (document) => {
        for (const { code, pointer, message, fix } of compileBlueprint(document, environment).diagnostics) {
          expect(diagnosticCodes).toContain(code);
          expect(parsePointer(pointer)).toBeDefined();
          expect(message.length).toBeGreaterThan(5);
          if (fix !== undefined) expect(applyPatch(document, fix.patch).ok).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  // Of several slips one may hide another, which then shows when the first is mended.
  it('applying all offered fixes at once never makes a broken document worse', () => {
    fc.assert(
      fc.property(slipped(1), (document) => {
        const before = compileBlueprint(document, environment);
        const after = compileBlueprint(fixed(document, before), environment);
        expect(errorCount(after)).toBeLessThanOrEqual(errorCount(before));
      }),
      { numRuns: 150 },
    );
  });
});
