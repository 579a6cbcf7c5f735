/** The most that the whole ladder of an `llm` attempt can cost: each model's first call, and its repairs with the prompts that have grown by
 *  then. So an attempt that has begun never runs out of money in its middle. Pure, given the catalog. */
import { maxCharge, type LlmNode, type ModelCatalog, type ModelRequest, type NanoUsd } from '@ice/core';
import { longestRepairPrompt } from './read-answer.js';

/** What two more messages add to a prompt, beside their texts: generously rounded up. */
const messageTokens = 64;

/** The bound. Models that are not allowed (any more) are not asked, and cost nothing. */
export function worstCase(
  models: ModelCatalog,
  requests: readonly ModelRequest[],
  { repair_attempts = 1, max_input_tokens }: Pick<LlmNode, 'repair_attempts' | 'max_input_tokens'>,
): NanoUsd {
  const allowed = requests.filter(({ model }) => models.decide(model).allowed);
  return allowed.reduce((sum, request) => {
    const repairs = request.outputSchema === undefined ? 0 : repair_attempts;
    return sum + models.maxChargeNanoUsd(request) + repairsCharge(models, request, repairs, max_input_tokens);
  }, 0);
}

/** Each repair is told the answer before it, and what is wrong with that. */
function repairsCharge(
  models: ModelCatalog,
  request: ModelRequest,
  repairs: number,
  maxInputTokens: number | undefined,
): NanoUsd {
  const cost = repairs === 0 ? null : models.costFacts.modelCost(request.model);
  if (!cost) return 0;
  const opening = models.maxInputTokens(request);
  const growth = request.maxOutputTokens + longestRepairPrompt + messageTokens;
  // A longer prompt is refused before it is sent.
  const longest = Math.min(cost.context_tokens ?? Infinity, maxInputTokens ?? Infinity);
  let sum = 0;
  for (let repair = 1; repair <= repairs; repair += 1) {
    const input = Math.max(opening, Math.min(opening + repair * growth, longest));
    sum += maxCharge(cost, { input, output: request.maxOutputTokens });
  }
  return sum;
}
