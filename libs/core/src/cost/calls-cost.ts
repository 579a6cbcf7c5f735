/** What an `llm` node costs: one call as a rule; at worst its first answer and every repair of each model of its ladder. Pure. */
import type { LlmNode } from '../blueprint/node-schema.js';
import type { CompiledNode } from '../compile/compiled-blueprint.js';
import type { ModelCost } from './cost-facts.js';
import type { CallCost, CostShape } from './cost-formula.js';
import type { BlueprintSource } from './formula-source.js';
import { promptCost } from './prompt-cost.js';
import { messageOf, messagesOf, type InputSchemas, type MessageDraft } from './prompt-parts.js';
import { messageTokens, mostRemarkBytes } from './spoken-limits.js';

/** Answers that do not fit are sent back so often, where the document does not say. */
const defaultRepairs = 1;

/** The shape. Without a schema every answer fits. */
export function callsCost(node: CompiledNode, within: BlueprintSource): CostShape {
  const { model, fallback_models = [], repair_attempts = defaultRepairs } = node.node as LlmNode;
  const messages = promptOf(node, within.inputs);
  const repairs = node.outputSchema === null ? 0 : repair_attempts;
  const ladder = [model, ...fallback_models].flatMap((name) => {
    const cost = within.source.model(node, name);
    return cost === null ? [] : [callOf(node, cost, messages, repairs, within)];
  });
  return { shape: 'calls', ladder };
}

function callOf(
  node: CompiledNode,
  model: ModelCost,
  messages: readonly MessageDraft[],
  repairs: number,
  { source }: BlueprintSource,
): CallCost {
  const { max_output_tokens, max_input_tokens } = node.node as LlmNode;
  const limit = inputLimit(model, max_input_tokens);
  if (limit === undefined) {
    const message = `${node.id}.max_input_tokens is missing: nobody knows how long an input ${model.name} takes`;
    source.problem(node, message, 'Set the longest prompt that this node may send.');
  }
  const prompt = promptCost({ model: model.name, messages, outputSchema: node.outputSchema }, source.facts);
  const repair_tokens = max_output_tokens + mostRemarkBytes + 2 * messageTokens;
  return { model: model.name, prompt, max_input_tokens: limit ?? null, max_output_tokens, repairs, repair_tokens };
}

/** The longest input that is sent to a model; null where its price does not depend on it, undefined where nothing bounds it. */
export function inputLimit({ context_tokens, prices }: ModelCost, declared?: number): number | null | undefined {
  if (declared !== undefined) return Math.min(declared, context_tokens ?? declared);
  return context_tokens ?? (prices === null ? null : undefined);
}

/** In the order in which the engine sends them. */
function promptOf({ fields }: CompiledNode, inputs: InputSchemas): readonly MessageDraft[] {
  const { system, messages, prompt } = fields;
  const opening = system === undefined ? [] : [messageOf('system', system, inputs)];
  if (messages !== undefined) return [...opening, ...messagesOf(messages, inputs)];
  return prompt === undefined ? opening : [...opening, messageOf('user', prompt, inputs)];
}
