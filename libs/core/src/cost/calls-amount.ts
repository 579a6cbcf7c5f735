/** What an attempt of an `llm` node costs. Pure. */
import type { JsonObject } from '../json/json-value.js';
import { expectedCharge, maxCharge } from './charge-of.js';
import type { CallCost, CostFormula } from './cost-formula.js';
import { bounded, free, type CostAmount } from './cost-range.js';
import type { ModelCost } from './cost-facts.js';
import { promptTokens } from './prompt-tokens.js';

/** So much of the output that is allowed is expected. */
export const expectedOutputShare = 0.7;

/** As a rule one call of the first model; at worst every call of every model. */
export function callsAmount(
  ladder: readonly CallCost[],
  models: CostFormula['models'],
  inputs: JsonObject | null,
): CostAmount {
  const rungs = ladder.map((call) => rungAmount(call, models[call.model] as ModelCost, inputs));
  const { min, expected } = rungs[0] ?? free;
  const max = bounded(rungs.reduce((sum, rung) => sum + rung.max, 0));
  return { min, expected, max, calls: rungs.reduce((sum, rung) => sum + rung.calls, 0) };
}

/** A repair is sent all that was said before. */
function rungAmount(call: CallCost, model: ModelCost, inputs: JsonObject | null): CostAmount {
  const { repairs, repair_tokens, max_output_tokens: output } = call;
  const input = promptTokens(call, inputs);
  const charges = Array.from({ length: 1 + repairs }, (_, repair) =>
    maxCharge(model, { input: Math.min(input.max + repair * repair_tokens, input.limit), output }),
  );
  const expected = expectedCharge(model, { input: input.expected, output: Math.ceil(expectedOutputShare * output) });
  const likely = Math.min(expected, charges[0] ?? 0);
  const max = charges.reduce((sum, charge) => sum + charge, 0);
  return { min: likely, expected: likely, max, calls: 1 + repairs };
}
