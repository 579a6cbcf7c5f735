/** What holds for every document: suggestions apply, make nothing worse, and are always the same. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileBlueprint } from '../compile/compile-blueprint.js';
import { catalogEnvironment } from '../compile/testing/catalog-environment.js';
import { ask, blueprintOf, each, echo } from '../compile/testing/sample-blueprint.js';
import { applyPatch } from '../json/apply-patch.js';
import { extendPointer } from '../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { inspectBlueprint } from '../compile/inspect-blueprint.js';
import { pendingInputs } from './pending-inputs.js';
import { suggestEdits } from './suggest-edits.js';

const environment = catalogEnvironment();

/** Codes of the errors, each as often as it stands. */
function errorsOf(document: JsonValue): readonly string[] {
  const { diagnostics } = compileBlueprint(document, environment);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code, node_id: node }) => `${code} ${node}`);
}

/** Errors of the second that the first does not have. */
function newErrors(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((error) => {
    const index = left.indexOf(error);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function patched(document: JsonObject, patch: Parameters<typeof applyPatch>[1]): JsonObject {
  const result = applyPatch(document, patch);
  if (!result.ok) throw new Error(result.problem.message);
  return result.document as JsonObject;
}

/** Checks all suggestions for a document. */
function checkAll(document: JsonObject): void {
  const suggestions = suggestEdits(document, environment);
  const before = errorsOf(document);
  for (const { patch, confidence, reason } of suggestions) {
    expect([reason, newErrors(before, errorsOf(patched(document, patch)))]).toEqual([reason, []]);
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
  }
  const keys = suggestions.map(({ confidence, id }) => [-confidence, id] as const);
  const sorted = keys.toSorted(([a, left], [b, right]) => a - b || (left < right ? -1 : 1));
  expect(keys).toEqual(sorted);
  expect(new Set(suggestions.map(({ id }) => id)).size).toBe(suggestions.length);
  expect(suggestEdits(structuredClone(document), environment)).toEqual(suggestions);
}

/** Sound, with containers, outputs and what may be absent. */
const sound: JsonObject = blueprintOf(
  [
    { id: 'load', type: 'tool', tool_name: 'csv_loader', tool_args: { path: '{{ inputs.path }}' } },
    each('rows', 'row', [ask('copy', '{{ row }}'), echo('post', '{{ nodes.copy.text }}')], {
      items: '{{ nodes.load.rows }}',
      max_items: 5,
      tolerate_failures: 1,
    }),
    {
      id: 'count',
      type: 'tool',
      tool_name: 'aggregator',
      tool_args: { results: '{{ nodes.rows.items }}' },
      when: 'nodes.load.total > 1',
    },
    {
      id: 'route',
      type: 'condition',
      expression: 'nodes.load.total > 3',
      then: { nodes: [echo('many', '{{ nodes.load.columns }}')] },
    },
    { id: 'wait', type: 'tool', tool_name: 'sleep', tool_args: { ms: 5 }, on_error: 'continue' },
  ],
  {
    inputs: { path: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
    outputs: { count: '{{ nodes.count }}' },
    finally: { nodes: [{ id: 'last', type: 'tool', tool_name: 'pricing_strategy' }] },
  },
);

function placesOf(value: JsonValue, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  return [pointer, ...Object.entries(value).flatMap(([key, member]) => placesOf(member, extendPointer(pointer, key)))];
}

/** The document with a few places removed or replaced. */
const damaged = fc
  .array(
    fc.tuple(
      fc.nat(),
      fc.option(fc.constantFrom<JsonValue>('', 'ghost', '{{ nodes.count }}', '{{ row }}', 3, null, [], {})),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((damages) =>
    damages.reduce((document: JsonValue, [position, value]) => {
      const places = placesOf(document).slice(1);
      const path = places[position % places.length] ?? '/name';
      const result = applyPatch(document, [value === null ? { op: 'remove', path } : { op: 'replace', path, value }]);
      return result.ok ? result.document : document;
    }, sound),
  );

describe('suggestions of any document', () => {
  it('apply and add no error, in the same order every time, to documents with faults', () => {
    fc.assert(
      fc.property(damaged, (document) => checkAll(document as JsonObject)),
      { numRuns: 6 },
    );
  });

  it('lead from nothing to sound documents, whichever are taken', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), (choices) => {
        let document: JsonObject = blueprintOf([]);
        for (const choice of choices) {
          const suggestions = suggestEdits(document, environment);
          document = patched(document, suggestions[choice % suggestions.length]?.patch ?? []);
          expect(errorsOf(document)).toEqual([]);
        }
      }),
      { numRuns: 6 },
    );
  });

  it('are none, and nothing is pending, where there is no document', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const document = { nodes: value } as JsonObject;
        checkAll(document);
        expect(pendingInputs(document, inspectBlueprint(document, environment))).toEqual(
          pendingInputs(document, inspectBlueprint(document, environment)),
        );
      }),
      { numRuns: 20 },
    );
  });
});
