/** Writes a swarm out as blocks of `llm` nodes, one for each agent, named by its role: so cost, journal, retries and resume are those of
 *  any model call. Which block a round opens, and with which prompts, is the engine's business. Pure. */
import { resolveRetry, resolveTimeoutMs } from '../../blueprint/node-defaults.js';
import type { LlmNode, SwarmNode } from '../../blueprint/node-schema.js';
import { mostSwarmAgents } from '../../blueprint/swarm-fields.js';
import { parseTemplateValue, type TemplateValue } from '../../expression/index.js';
import { freezeJson } from '../../json/freeze-json.js';
import type { JsonSchema } from '../../schema/index.js';
import type { CompiledBlock, CompiledNode } from '../compiled-blueprint.js';
import { freezeTemplate } from './freeze-template.js';
import { swarmPrompts, type SwarmBlock } from './swarm-block.js';
import { swarmSaying } from './swarm-schemas.js';

/** A swarm with what has been compiled of it. */
export interface CompiledSwarm {
  readonly node: SwarmNode;
  /** Of the swarm in the document. */
  readonly pointer: string;
  /** The instructions by their names: `agents.0`, `agents.1`, … */
  readonly fields: CompiledNode['fields'];
  /** What the answer has to fit, in full; null for text. */
  readonly answer: JsonSchema | null;
}

/** The blocks of a swarm by their names. */
export function expandSwarm(swarm: CompiledSwarm): Readonly<Partial<Record<SwarmBlock, CompiledBlock>>> {
  const everybody = [...swarm.node.agents.keys()];
  if (swarm.node.strategy !== 'hierarchical') return { agents: blockOf('agents', everybody, swarm) };
  return { lead: blockOf('lead', [0], swarm), members: blockOf('members', everybody.slice(1), swarm) };
}

/** The agents of a block wait for nobody. */
function blockOf(name: SwarmBlock, agents: readonly number[], swarm: CompiledSwarm): CompiledBlock {
  const saying = freezeJson(swarmSaying(swarm.node.strategy, name, swarm.answer));
  const nodes = agents.map((agent, index) => compileAgent(swarm, agent, index, saying));
  return Object.freeze({
    nodes: Object.freeze(nodes),
    indexById: new Map(nodes.map((node) => [node.id, node.index])),
    sinks: Object.freeze(nodes.map((node) => node.index)),
    output: null,
  });
}

function compileAgent(
  { node: { agents }, pointer, fields }: CompiledSwarm,
  agent: number,
  index: number,
  saying: JsonSchema,
): CompiledNode {
  const node = callOf(agents[agent] as SwarmNode['agents'][number], index);
  const system = fields[`agents.${agent}`] as TemplateValue;
  return Object.freeze({
    ...{ index, id: node.id, kind: node.type, node, pointer: `${pointer}/agents/${agent}` },
    ...nothingElse,
    fields: Object.freeze({ system, prompt: prompts[index] as TemplateValue }),
    retry: resolveRetry(node, 'idempotent'),
    timeoutMs: resolveTimeoutMs(node),
    outputSchema: saying,
  });
}

function callOf({ role, model, instructions, max_output_tokens }: SwarmNode['agents'][number], index: number): LlmNode {
  const call = { system: instructions, prompt: promptText(index), max_output_tokens };
  return Object.freeze({ id: role, type: 'llm', model, ...call });
}

function promptText(index: number): string {
  return `{{ ${swarmPrompts}[${index}] }}`;
}

/** By position in the block. They are the same for all swarms. */
const prompts: readonly TemplateValue[] = Object.freeze(
  Array.from({ length: mostSwarmAgents }, (_, index) => freezeTemplate(parseTemplateValue(promptText(index)).value)),
);

/** What an agent of a swarm has no field for. */
const nothingElse = Object.freeze({
  edges: Object.freeze([]),
  successors: Object.freeze([]),
  join: 'all',
  when: null,
  blocks: Object.freeze({}),
  effect: 'idempotent',
  onError: 'fail',
  inputSchema: null,
  mostItems: null,
  stateSchema: null,
  answerSchema: null,
  cache: null,
  child: null,
  agent: null,
} as const);
