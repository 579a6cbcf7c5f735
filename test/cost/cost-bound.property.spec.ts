/** No execution costs more than its bound says: whatever the blueprint, whatever models answer, and whether the inputs are known or not.
 *  `ICE_LONG=1` runs many more, `ICE_COST_EXECUTIONS` as many as it says. */
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  costFormulaOf,
  evaluateCost,
  isFinalStatus,
  parseUsd,
  resolveInputs,
  type CompiledBlueprint,
  type CostBound,
  type CostFormula,
  type ModelCatalog,
  type JsonObject,
} from '@ice/core';
import { createModelRegistry, type PriceBook } from '@ice/models';
import fc from 'fast-check';
import { Engine } from '../support/start-engine.js';
import { costlyDocument } from './costly-document.js';
import { FastClock } from './fast-clock.js';
import { SpendthriftModel, type Bill } from './spendthrift-model.js';

const wanted = Number(process.env['ICE_COST_EXECUTIONS'] ?? (process.env['ICE_LONG'] === '1' ? 1_000 : 60));
const runs = Math.min(wanted, 250);
const parts = Math.ceil(wanted / runs);

let bill: Bill;
let done = 0;
let calls = 0;
let nearest = 0;

const spendthrift = (prices: PriceBook) => new SpendthriftModel(prices, () => bill);
const models: ModelCatalog = createModelRegistry({ providers: {} });

describe('an execution never costs more than its bound', () => {
  afterAll(() => {
    console.log(
      `${done} executions with ${calls} model calls; the dearest came to ${(100 * nearest).toFixed(1)} % of its bound`,
    );
  });

  it.each(Array.from({ length: parts }, (_, part) => part))('whatever the models answer (%d)', async () => {
    const rolls = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 3, maxLength: 30 });
    const moods = fc.constantFrom<Bill['mood']>('any', 'worst');
    await fc.assert(
      fc.asyncProperty(costlyDocument(2), rolls, moods, async ({ document, others, inputs }, rolled, mood) => {
        bill = billOf(rolled, mood);
        const engine = new Engine({ model: spendthrift, clock: new FastClock(), parkAfterMs: 0 });
        for (const other of others) engine.compile(other);
        const compiled = engine.compile(document);
        const bounds = boundsOf(compiled, engine, inputs);
        const id = await engine.start(document, inputs);
        const { snapshot } = await engine.until(id, ({ head }) => isFinalStatus(head.status));
        for (const bound of bounds) expect(isWithin(bill, bound)).toEqual([]);
        expect(parseUsd(snapshot.cost_usd)).toBeLessThanOrEqual(bill.spent);
        count(bounds);
      }),
      { numRuns: runs },
    );
  });
});

function count(bounds: readonly CostBound[]): void {
  done += 1;
  calls += bill.calls;
  for (const { max } of bounds) if (max > 0) nearest = Math.max(nearest, bill.spent / max);
}

/** With declared bounds, and with the inputs. */
function boundsOf(compiled: CompiledBlueprint, engine: Engine, inputs: JsonObject): readonly CostBound[] {
  const result = costFormulaOf(compiled, engine.environment.cost);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const formula = JSON.parse(JSON.stringify(result.formula)) as CostFormula;
  const resolved = resolveInputs(compiled, inputs);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  return [evaluateCost(formula, null), evaluateCost(formula, resolved.inputs)];
}

/** What is wrong. */
function isWithin(spent: Bill, { min, expected, max, calls: most, nodes }: CostBound): readonly string[] {
  const ordered = [{ node_id: 'all', min, expected, max }, ...nodes];
  return [
    ...(spent.spent > max ? [`${spent.spent} was spent of ${max}`] : []),
    ...(spent.calls > most ? [`${spent.calls} calls of ${most}`] : []),
    ...ordered.flatMap((each) => (each.min <= each.expected && each.expected <= each.max ? [] : [each.node_id])),
  ];
}

function billOf(rolled: readonly number[], mood: Bill['mood']): Bill {
  let next = 0;
  const roll = (): number => rolled[(next += 1) % rolled.length] as number;
  return { spent: 0, calls: 0, mood, roll, mostTokens: (request) => models.maxInputTokens(request) };
}
