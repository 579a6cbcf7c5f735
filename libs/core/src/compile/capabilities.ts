/** What a blueprint is able to do, told before it runs: what it calls, what it may reach and change. For people who are asked to trust
 *  it, and for policies. Pure and linear. It is about what may happen: a branch that is never taken counts. */
import type { Effect } from '../blueprint/node-fields.js';
import type { BlueprintNode } from '../blueprint/node-schema.js';
import { blueprintReferencePattern } from '../blueprint/workflow-fields.js';
import { expressionsIn, type Expression, type TemplateValue } from '../expression/index.js';
import { inputOfSecret } from '../secret/secret-input.js';
import type { ToolDescription } from '../tool/tool.js';
import type { CompiledBlock, CompiledBlueprint, CompiledNode } from './compiled-blueprint.js';
import type { CompileEnvironment } from './compile-environment.js';

/** The capabilities of a blueprint and of what it runs. Every list is sorted and names each thing once. */
export interface Capabilities {
  readonly tools: readonly string[];
  readonly toolkits: readonly string[];
  /** `provider/name`, fallbacks included. */
  readonly models: readonly string[];
  /** What its tools may call; `*` = any host of the public internet. */
  readonly hosts: readonly string[];
  /** What running its nodes twice may do. */
  readonly effects: readonly Effect[];
  /** True when it may change something outside: it calls a tool that is not pure, or runs a blueprint of which nothing is known. */
  readonly side_effects: boolean;
  /** True when it runs code of its own. */
  readonly code: boolean;
  /** True when it may wait for a person. */
  readonly human: boolean;
  /** Blueprints that it runs, at any depth, by id or revision; `self` for itself. */
  readonly child_blueprints: readonly string[];
  /** Names of the secrets that it uses. */
  readonly secrets: readonly string[];
}

/**
 * The capabilities of a compiled blueprint in the environment it was compiled in.
 *
 * @param others what it runs, at any depth. Of what is not among them nothing is known.
 */
export function capabilitiesOf(
  compiled: CompiledBlueprint,
  environment: CompileEnvironment,
  others: readonly CompiledBlueprint[] = [],
): Capabilities {
  const all = [compiled, ...others];
  const blocks = all.flatMap(blocksOf);
  const nodes = blocks.flatMap((block) => block.nodes);
  const calls = nodes.map(({ node }) => callsOf(node));
  const tools = [...new Set(calls.flatMap((call) => call.tools))].flatMap((name) => environment.findTool(name) ?? []);
  return {
    tools: sorted(tools.map(({ name }) => name)),
    toolkits: sorted(tools.map(({ toolkit }) => toolkit)),
    models: sorted(calls.flatMap((call) => call.models).map((name) => fullName(name, environment))),
    hosts: sorted(tools.flatMap(({ hosts = [] }) => hosts)),
    effects: sorted(nodes.map(({ effect }) => effect)),
    side_effects: changesOutside(nodes, tools) || runsUnknown(all),
    code: nodes.some(({ node }) => isOfKind(node, 'code')),
    human: nodes.some(({ node }) => isOfKind(node, 'human')),
    child_blueprints: sorted([...childrenNamedIn(compiled), ...others.flatMap(childrenNamedIn).filter(isOther)]),
    secrets: sorted(all.flatMap(secretNamesOf)),
  };
}

/** Names of the kept secrets that a blueprint itself reads, each once and sorted; those of blueprints that it runs are not among them, and
 *  neither are its secret inputs. */
export function secretNamesOf(compiled: CompiledBlueprint): readonly string[] {
  const known = secretNames.get(compiled);
  if (known) return known;
  const templates = [...ownTemplates(compiled), ...blocksOf(compiled).flatMap(blockTemplates)];
  const names = Object.freeze(sorted(templates.flatMap(expressionsIn).flatMap(secretsIn)));
  secretNames.set(compiled, names);
  return names;
}

/** Asked with every execution, and the same for all of a compiled blueprint. */
const secretNames = new WeakMap<CompiledBlueprint, readonly string[]>();

function blocksOf({ root, finally: last }: CompiledBlueprint): readonly CompiledBlock[] {
  return [root, ...(last ? [last] : [])].flatMap(withInnerBlocks);
}

function childrenNamedIn(compiled: CompiledBlueprint): readonly string[] {
  return blocksOf(compiled).flatMap(({ nodes }) => nodes.flatMap(({ node }) => callsOf(node).blueprints));
}

function isOther(reference: string): boolean {
  return reference !== 'self';
}

/** True where one runs another one that is not among them. */
function runsUnknown(all: readonly CompiledBlueprint[]): boolean {
  const known = new Set(all.map(({ revision }) => revision));
  return all.some((compiled) => {
    const others = childrenNamedIn(compiled).filter(isOther);
    return others.some((reference) => !known.has(compiled.children[reference]?.revision ?? ''));
  });
}

/** What one node calls, by name. */
interface Calls {
  readonly tools: readonly string[];
  readonly models: readonly string[];
  readonly blueprints: readonly string[];
}

const nothing: Calls = { tools: [], models: [], blueprints: [] };

/** Of every kind, so that a kind that learns to run is known here already. */
function callsOf(node: BlueprintNode): Calls {
  switch (node.type) {
    case 'tool':
      return { ...nothing, tools: [node.tool_name] };
    case 'llm':
      return { ...nothing, models: [node.model, ...(node.fallback_models ?? [])] };
    case 'agent':
      return { models: [node.model], ...agentCalls(node.tools) };
    case 'swarm':
      return { ...nothing, models: node.agents.map(({ model }) => model) };
    case 'workflow':
      return { ...nothing, blueprints: [node.blueprint] };
    default:
      return nothing;
  }
}

/** Among the tools of an agent blueprints may stand. */
function agentCalls(names: readonly string[]): Pick<Calls, 'tools' | 'blueprints'> {
  return {
    tools: names.filter((name) => !blueprintReferencePattern.test(name)),
    blueprints: names.filter((name) => blueprintReferencePattern.test(name)),
  };
}

/** A model changes nothing by answering; a tool is taken at its own word, whatever effect its node claims. */
function changesOutside(nodes: readonly CompiledNode[], tools: readonly ToolDescription[]): boolean {
  const claims = nodes.some(({ node, effect }) => isOfKind(node, 'tool') && effect !== 'pure');
  return claims || tools.some(({ effect }) => effect !== 'pure');
}

function isOfKind({ type }: BlueprintNode, kind: BlueprintNode['type']): boolean {
  return type === kind;
}

function fullName(model: string, environment: CompileEnvironment): string {
  const decision = environment.decideModel(model);
  return decision.allowed ? decision.model.name : model;
}

function withInnerBlocks(block: CompiledBlock): readonly CompiledBlock[] {
  return [block, ...block.nodes.flatMap(({ blocks }) => Object.values(blocks)).flatMap(withInnerBlocks)];
}

function ownTemplates({ outputs, monitors }: CompiledBlueprint): readonly TemplateValue[] {
  return [...Object.values(outputs ?? {}), ...monitors.flatMap(({ when, message }) => [when, message])];
}

function blockTemplates({ nodes, output }: CompiledBlock): readonly TemplateValue[] {
  const ofNode = ({ fields, when }: CompiledNode) => [...Object.values(fields), ...(when ? [when] : [])];
  return [...nodes.flatMap(ofNode), ...(output ? [output] : [])];
}

function secretsIn({ references }: Expression): readonly string[] {
  return references.flatMap(({ root, id }) => {
    return root === 'secrets' && id !== undefined && inputOfSecret(id) === null ? [id] : [];
  });
}

function sorted<Name extends string>(names: readonly Name[]): readonly Name[] {
  return [...new Set(names)].sort();
}
