/** Turns the draft of a sound document into the compiled blueprint: frozen, with everything filled in. Called for drafts without
 *  errors only, so nothing here asks whether something is there that the checks have promised. */
import { blueprintRevision } from '../../blueprint/blueprint-revision.js';
import type { Blueprint } from '../../blueprint/blueprint-schema.js';
import { resolveEffect, resolveRetry, resolveTimeoutMs } from '../../blueprint/node-defaults.js';
import type { BlueprintNode } from '../../blueprint/node-schema.js';
import type { TemplateValue } from '../../expression/index.js';
import { freezeJson } from '../../json/freeze-json.js';
import { expandKnownSchema, type JsonSchema } from '../../schema/index.js';
import type { Analysis } from '../analyse/analysis.js';
import type { Edges } from '../analyse/build-edges.js';
import type { ParsedField } from '../analyse/parse-field.js';
import type { CompiledBlock, CompiledBlueprint, CompiledEdge, CompiledNode } from '../compiled-blueprint.js';
import type { BlockDraft, NodeDraft } from '../read/draft.js';
import { mostItemsOfType } from '../typing/most-items-of-type.js';
import type { TypedDocument } from '../typing/typed-document.js';
import { agentOf } from './agent-tools.js';
import { asSecrets } from './as-secrets.js';
import { childOf, childrenOf, pinsOf } from './children-of.js';
import { expandSwarm } from './expand-swarm.js';
import { freezeTemplate } from './freeze-template.js';
import { requireKeys } from './require-keys.js';
import { swarmOutput } from './swarm-schemas.js';

/** The compiled blueprint of a sound draft. */
export function assemble(analysis: Analysis, types: TypedDocument): CompiledBlueprint {
  const { draft, fields } = analysis;
  const source: Source = { analysis, types };
  const document = draft.object.values;
  const blueprint = document as unknown as Blueprint;
  const children = childrenOf(analysis);
  return Object.freeze({
    revision: blueprintRevision(document),
    blueprint,
    root: compileBlock(draft.root, source),
    finally: draft.finally === null ? null : compileBlock(draft.finally, source),
    outputs: blueprint.outputs === undefined ? null : templatesByName(fields.outputs, source),
    inputs: expandAll(blueprint.inputs ?? {}),
    maxConcurrency: blueprint.max_concurrency ?? null,
    timeoutMs: blueprint.timeout_s === undefined ? null : Math.max(1, Math.round(blueprint.timeout_s * 1000)),
    output: types.output,
    monitors: compileMonitors(blueprint, source),
    pins: pinsOf(children),
    children,
  });
}

function compileMonitors({ monitors = [] }: Blueprint, source: Source): CompiledBlueprint['monitors'] {
  const compiled = source.analysis.fields.monitors.map(({ when, message }, index) => {
    const action = monitors[index]?.action ?? 'alert';
    return Object.freeze({
      index,
      when: compileTemplate(when, source),
      action,
      message: compileTemplate(message, source),
    });
  });
  return Object.freeze(compiled);
}

/** What a sound document is compiled from. */
interface Source {
  readonly analysis: Analysis;
  readonly types: TypedDocument;
}

function templatesByName(fields: readonly ParsedField[], source: Source): Readonly<Record<string, TemplateValue>> {
  const templates: Record<string, TemplateValue> = {};
  for (const parsed of fields) templates[parsed.name] = compileTemplate(parsed, source);
  return Object.freeze(templates);
}

/** Keys that the types take to be there fail when they are not; secret inputs are read as the secrets that they are. */
function compileTemplate(parsed: ParsedField, { analysis, types }: Source): TemplateValue {
  const value = requireKeys(parsed.value, types.typedField(parsed)?.required);
  return freezeTemplate(asSecrets(value, analysis.names.secretInputs));
}

function expandAll(schemas: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonSchema>> {
  return Object.freeze(Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, expand(schema)])));
}

/** The checks have expanded it once without a problem. */
function expand(schema: JsonSchema): JsonSchema {
  const expanded = expandKnownSchema(schema);
  return expanded.ok ? expanded.schema : schema;
}

function compileBlock(block: BlockDraft, source: Source): CompiledBlock {
  const { analysis } = source;
  const successors = successorsOf(block, analysis.edges);
  const nodes = block.nodes.map((node, index) => compileNode(node, successors[index] ?? [], source));
  const output = analysis.fields.blockOutputs.get(block);
  return Object.freeze({
    nodes: Object.freeze(nodes),
    indexById: new Map(nodes.map((node) => [node.id, node.index])),
    sinks: Object.freeze(nodes.filter((node) => node.successors.length === 0).map((node) => node.index)),
    output: output === undefined ? null : compileTemplate(output, source),
  });
}

function successorsOf(block: BlockDraft, edges: Edges): readonly (readonly number[])[] {
  const successors = block.nodes.map((): number[] => []);
  for (const node of block.nodes) {
    for (const from of edges[node.order]?.keys() ?? []) successors[from.index]?.push(node.index);
  }
  return successors;
}

function compileNode(draft: NodeDraft, successors: readonly number[], source: Source): CompiledNode {
  const { analysis, types } = source;
  const node = draft.object.values as unknown as BlueprintNode;
  const tool = node.type === 'tool' ? analysis.environment.findTool(node.tool_name) : undefined;
  const effect = resolveEffect(node, tool?.effect);
  const parsed = analysis.fields.byNode[draft.order] ?? [];
  const when = parsed.find(({ name }) => name === 'when');
  const fields = templatesByName(when === undefined ? parsed : parsed.filter(({ name }) => name !== 'when'), source);
  return Object.freeze({
    index: draft.index,
    id: node.id,
    kind: node.type,
    node,
    pointer: draft.object.pointer,
    edges: edgesOf(draft, analysis.edges),
    successors: Object.freeze(successors),
    join: node.type === 'parallel' ? 'all' : (node.join ?? 'all'),
    when: when === undefined ? null : compileTemplate(when, source),
    fields,
    blocks: blocksOf(draft, node, fields, source),
    retry: resolveRetry(node, effect),
    timeoutMs: resolveTimeoutMs(node),
    effect,
    onError: onErrorOf(node),
    inputSchema: node.input_schema === undefined ? null : expand(node.input_schema),
    outputSchema: outputSchemaOf(node),
    mostItems: node.type === 'loop' ? mostItemsOf(parsed, types) : null,
    stateSchema: node.type === 'recursive' && node.state_schema !== undefined ? expand(node.state_schema) : null,
    cache: cacheOf(node),
    child: childOf(node, analysis),
    agent: agentOf(node, analysis),
    answerSchema: answerSchemaOf(node),
  });
}

function mostItemsOf(fields: readonly ParsedField[], types: TypedDocument): number | null {
  const items = fields.find(({ name }) => name === 'items');
  const most = mostItemsOfType(items && types.typedField(items)?.whole.type);
  return most === Infinity ? null : most;
}

function answerSchemaOf(node: BlueprintNode): JsonSchema | null {
  if (node.type === 'wait') return node.answer_schema === undefined ? null : expand(node.answer_schema);
  if (node.type !== 'human') return null;
  if (node.approval === 'approve_reject') return Object.freeze({ enum: Object.freeze(['approve', 'reject']) });
  if (node.approval === 'choice') return Object.freeze({ enum: node.choices ?? [] });
  return node.answer_schema === undefined ? null : expand(node.answer_schema);
}

function cacheOf({ cache }: BlueprintNode): CompiledNode['cache'] {
  return cache === undefined ? null : Object.freeze({ ttlMs: cache.ttl_s * 1000, scope: cache.scope ?? 'blueprint' });
}

function outputSchemaOf({ type, output_schema: declared }: BlueprintNode): JsonSchema | null {
  if (declared === undefined) return null;
  return type === 'swarm' ? freezeJson(swarmOutput(expand(declared))) : expand(declared);
}

const noBlocks: CompiledNode['blocks'] = Object.freeze({});

function blocksOf(
  draft: NodeDraft,
  node: BlueprintNode,
  fields: CompiledNode['fields'],
  source: Source,
): CompiledNode['blocks'] {
  const written = draft.blocks.length === 0 ? noBlocks : compileBlocks(draft, source);
  if (node.type !== 'swarm') return written;
  const answer = node.output_schema === undefined ? null : expand(node.output_schema);
  return Object.freeze({ ...written, ...expandSwarm({ node, pointer: draft.object.pointer, fields, answer }) });
}

function compileBlocks({ blocks }: NodeDraft, source: Source): CompiledNode['blocks'] {
  return Object.freeze(Object.fromEntries(blocks.map((block) => [block.name, compileBlock(block, source)])));
}

function edgesOf(node: NodeDraft, edges: Edges): readonly CompiledEdge[] {
  const into: CompiledEdge[] = [];
  for (const [from, mode] of edges[node.order] ?? []) into.push(Object.freeze({ from: from.index, mode }));
  if (isAscending(into)) return Object.freeze(into);
  if (into.length === 2) into.reverse();
  else into.sort((left, right) => left.from - right.from);
  return Object.freeze(into);
}

/** Most edges come in order, and telling so costs less than sorting. */
function isAscending(edges: readonly CompiledEdge[]): boolean {
  for (let index = 1; index < edges.length; index += 1) {
    if ((edges[index - 1] as CompiledEdge).from > (edges[index] as CompiledEdge).from) return false;
  }
  return true;
}

function onErrorOf({ on_error: onError }: BlueprintNode): CompiledNode['onError'] {
  if (onError === undefined || typeof onError === 'string') return onError ?? 'fail';
  return Object.hasOwn(onError, 'fallback') ? 'fallback' : 'handle';
}
