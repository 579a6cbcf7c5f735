/** What an `agent` node costs: one call each turn, whose input grows with all that was said and found before. Pure. */
import type { AgentNode } from '../blueprint/node-schema.js';
import type { CompiledAgent, CompiledNode } from '../compile/compiled-blueprint.js';
import { inputLimit } from './calls-cost.js';
import type { ModelCost } from './cost-facts.js';
import type { AgentCost, CostShape } from './cost-formula.js';
import type { BlueprintSource } from './formula-source.js';
import { insertedPart } from './inserted-part.js';
import { promptCost } from './prompt-cost.js';
import { retriesOf } from './retries-of.js';
import { messageOf, type MessageDraft } from './prompt-parts.js';
import { callTokens, messageTokens, mostRefusalBytes, mostRefusedCalls, mostRemarkBytes } from './spoken-limits.js';

/** The shape. */
export function agentCost(node: CompiledNode, within: BlueprintSource): CostShape {
  const { model: name, max_iterations } = node.node as AgentNode;
  const model = within.source.model(node, name);
  if (model === null) return { shape: 'free' };
  const agent = node.agent ?? noTools;
  return {
    shape: 'agent',
    call: callOf(node, model, within),
    max_turns: max_iterations,
    resumptions: retriesOf(node, ({ on }) => on === 'retryable'),
    turn_tokens: turnTokens(node.node as AgentNode, agent, model),
    remark_tokens: node.outputSchema === null ? 0 : mostRemarkBytes + messageTokens,
    children: agent.tools.flatMap(({ revision }) => (revision === null ? [] : [revision])),
    max_calls_per_turn: agent.maxToolCalls,
  };
}

const noTools: CompiledAgent = { tools: [], maxToolCalls: 0, maxToolOutputTokens: 0 };

function callOf(node: CompiledNode, model: ModelCost, { source, inputs }: BlueprintSource): AgentCost['call'] {
  const limit = inputLimit(model);
  if (limit === undefined) {
    const message = `${node.id}.model: nobody knows how long an input ${model.name} takes, and an agent's grows`;
    source.problem(node, message, `Give ${model.name} its context_tokens in the price file, or choose another model.`);
  }
  const messages = openingOf(node, inputs);
  const tools = (node.agent?.tools ?? []).map(({ name, description, inputSchema }) => ({
    name,
    description,
    inputSchema,
  }));
  const prompt = promptCost({ model: model.name, messages, outputSchema: node.outputSchema, tools }, source.facts);
  const { max_output_tokens } = node.node as AgentNode;
  return {
    model: model.name,
    prompt,
    max_input_tokens: limit ?? null,
    max_output_tokens,
    repairs: 0,
    repair_tokens: 0,
  };
}

/** What an agent remembers is of any length. */
function openingOf({ fields, node }: CompiledNode, inputs: BlueprintSource['inputs']): readonly MessageDraft[] {
  const nothing = { kind: 'literal', value: '' } as const;
  const remembered = { role: 'user', text: '', parts: [insertedPart(null, inputs)] } as const;
  return [
    messageOf('system', fields['instructions'] ?? nothing, inputs),
    ...((node as AgentNode).memory === undefined ? [] : [remembered]),
    messageOf('user', fields['input'] ?? nothing, inputs),
  ];
}

/** The answer, and what comes back for the calls in it: as a rule one output of a tool. */
function turnTokens(
  { max_output_tokens }: AgentNode,
  agent: CompiledAgent,
  model: ModelCost,
): AgentCost['turn_tokens'] {
  const { tools, maxToolCalls, maxToolOutputTokens } = agent;
  const answer = Math.ceil(0.7 * max_output_tokens);
  if (tools.length === 0) {
    // It can ask for calls all the same, and is told that there are none.
    const refused = refusedTokens(maxToolCalls + mostRefusedCalls);
    return { expected: answer, max: max_output_tokens + 2 * messageTokens + refused };
  }
  const output = maxToolOutputTokens * model.max_tokens_per_counted + mostRefusalBytes + callTokens;
  const max = max_output_tokens + messageTokens + maxToolCalls * output + refusedTokens(mostRefusedCalls);
  return { expected: answer + maxToolOutputTokens, max };
}

function refusedTokens(calls: number): number {
  return calls * (mostRefusalBytes + callTokens);
}
