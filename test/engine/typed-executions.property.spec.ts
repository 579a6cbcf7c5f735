/** What the compiler lets through keeps its types: an execution of a compiled blueprint never meets a reference or type error that
 *  could have been known, and every output is of the type that the compiler told. `ICE_LONG=1` runs many more. */
import { describe, expect, it } from '@jest/globals';
import {
  compileBlueprint,
  compileSchema,
  inspectBlueprint,
  schemaOfType,
  type ExecutionSnapshot,
  type Failure,
  type JsonObject,
} from '@ice/core';
import fc from 'fast-check';
import { Engine } from '../support/start-engine.js';
import { typedBlueprint, typedInputValues } from '../support/typed-blueprint.js';

const runs = process.env['ICE_LONG'] === '1' ? 5_000 : 400;

/** Failures of an evaluation that no type can foretell. */
const unforeseeable = new Set([
  'index-out-of-range',
  'division-by-zero',
  'number-not-finite',
  'argument-invalid',
  'value-too-deep',
  'expression-fuel-exhausted',
]);

/** Codes of failures that a type error ends in. */
const typeFailures = new Set([
  'expression-failed',
  'output-failed',
  'condition-not-boolean',
  'items-not-a-list',
  'tool-input-invalid',
  'engine-fault',
]);

/** Failures of the execution that the compiler should have foretold. */
function foreseeable(snapshot: ExecutionSnapshot): readonly Failure[] {
  const failures = [snapshot.failure, ...snapshot.nodes.map((node) => node.failure)];
  return failures.filter((failure): failure is Failure => {
    if (failure === undefined || failure === null || !typeFailures.has(failure.code)) return false;
    const reason = failure.evidence?.['reason'];
    return typeof reason !== 'string' || !unforeseeable.has(reason);
  });
}

/** Outputs of top-level nodes that do not fit the type which the compiler told. */
function misfits(document: JsonObject, snapshot: ExecutionSnapshot, engine: Engine): readonly string[] {
  const { analysis, types } = inspectBlueprint(document, engine.environment);
  return snapshot.nodes.flatMap(({ path, status, output }) => {
    const node = status === 'completed' && !/[.[]/.test(path) ? analysis?.draft.nodeById.get(path) : undefined;
    if (node === undefined || types === null || output === undefined) return [];
    const problems = compileSchema(schemaOfType(types.outputOf(node)))(output);
    return problems.map(({ pointer, message }) => `${path}${pointer}: ${message}`);
  });
}

describe('a blueprint that compiled', () => {
  const engine = new Engine();

  it('never meets a type error, and its outputs have the types that were told', async () => {
    let compiledCount = 0;
    await fc.assert(
      fc.asyncProperty(typedBlueprint(6), typedInputValues, async (document, inputs) => {
        if (!compileBlueprint(document, engine.environment).ok) return;
        compiledCount += 1;
        const { snapshot } = await engine.play(document, inputs);
        expect(foreseeable(snapshot)).toEqual([]);
        expect(misfits(document, snapshot, engine)).toEqual([]);
      }),
      { numRuns: runs },
    );
    console.log(`typed executions: ${compiledCount} of ${runs} random blueprints compiled and were run`);
    expect(compiledCount).toBeGreaterThan(runs / 20);
  }, 600_000);
});
