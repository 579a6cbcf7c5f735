/** What a node run of an agent costs. Pure. */
import type { JsonObject } from '../json/json-value.js';
import { expectedOutputShare } from './calls-amount.js';
import { expectedCharge, maxCharge } from './charge-of.js';
import type { AgentCost, CostFormula } from './cost-formula.js';
import { bounded, type CostAmount } from './cost-range.js';
import type { ModelCost } from './cost-facts.js';
import { promptTokens } from './prompt-tokens.js';

/** What an agent is priced with. */
export interface AgentPlace {
  readonly inputs: JsonObject | null;
  /** The dearest of the blueprints that it may call. */
  readonly child: CostAmount;
}

/** Least: one turn. As a rule half of the turns, each but the last with one call of a blueprint. At worst all of them, each but the last
 *  with as many calls as it may make, and the last turn once more for each resumption. */
export function agentAmount(agent: AgentCost, models: CostFormula['models'], place: AgentPlace): CostAmount {
  const { max_turns, resumptions, max_calls_per_turn } = agent;
  const model = models[agent.call.model] as ModelCost;
  const turns = turnCharges(agent, model, place);
  const likely = Math.ceil(max_turns / 2);
  const repeated = resumptions * (turns.most.at(-1) ?? 0);
  const calls = (max_turns - 1) * max_calls_per_turn;
  const { child } = place;
  return {
    min: turns.likely[0] ?? 0,
    expected: bounded(total(turns.likely.slice(0, likely)) + (likely - 1) * child.expected),
    max: bounded(total(turns.most) + repeated + calls * child.max),
    calls: bounded(max_turns + resumptions + calls * child.calls),
  };
}

/** By turn. The input of a turn is what was said before, and never more than the model takes. */
function turnCharges(agent: AgentCost, model: ModelCost, { inputs }: AgentPlace) {
  const { call, max_turns, turn_tokens, remark_tokens } = agent;
  const opening = promptTokens(call, inputs);
  const numbers = Array.from({ length: max_turns }, (_, turn) => turn);
  const most = numbers.map((turn) => {
    const input = opening.max + turn * turn_tokens.max + (turn > 0 ? remark_tokens : 0);
    return maxCharge(model, { input: Math.min(input, opening.limit), output: call.max_output_tokens });
  });
  const likely = numbers.map((turn) => {
    const input = Math.min(opening.expected + turn * turn_tokens.expected, opening.limit);
    const output = Math.ceil(expectedOutputShare * call.max_output_tokens);
    return Math.min(expectedCharge(model, { input, output }), most[turn] ?? 0);
  });
  return { most, likely };
}

function total(charges: readonly number[]): number {
  return charges.reduce((sum, charge) => sum + charge, 0);
}
