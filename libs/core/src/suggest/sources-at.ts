/** Lists what an expression at a place can read: outputs of nodes, inputs and the variables of loops. Bounded, nearest first. */
import { nodeIdPattern } from '../blueprint/node-fields.js';
import { reservedWords } from '../compile/analyse/reserved-names.js';
import { itemVariable, visibleNodes, type Site } from '../compile/analyse/visibility.js';
import { fieldOf, type BlockDraft, type NodeDraft } from '../compile/read/draft.js';
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { memberType, orNull, type Type } from '../type/index.js';
import { exploreSource } from './explore-source.js';
import { sampleItems, sampleOutputs } from './sample-values.js';
import type { Source } from './source.js';
import { declaredInputs, toolOf, type Study } from './study.js';

/** All sources at the site. `hidden`: nodes that may not be read there although they are in scope (they wait for the reader). */
export function sourcesAt(site: Site, study: Study, hidden: ReadonlySet<NodeDraft> = nothing): readonly Source[] {
  const nodes = visibleNodes(site).filter((node) => node !== site.node && !hidden.has(node) && isReadable(node));
  return [
    ...variableSources(site, study),
    ...nearest(nodes, site).flatMap((node) => nodeSources(node, site, study)),
    ...inputSources(site, study),
  ];
}

const nothing: ReadonlySet<NodeDraft> = new Set();

/** Nodes and inputs beyond this number are not looked at. */
const maxOrigins = 32;

function isReadable({ id, kind }: NodeDraft): boolean {
  return id !== null && nodeIdPattern.test(id) && !reservedWords.has(id) && kind !== 'fail' && kind !== null;
}

/** Of each block its last nodes: what was written last is what is worked on. */
function nearest(nodes: readonly NodeDraft[], site: Site): readonly NodeDraft[] {
  return nodes
    .toSorted((left, right) => distanceOf(left.block, site) - distanceOf(right.block, site) || right.index - left.index)
    .slice(0, maxOrigins);
}

/** Blocks between the site and one around it. */
function distanceOf(outer: BlockDraft, { block }: Site): number {
  let distance = 0;
  for (let inner: BlockDraft | null = block; inner !== null && inner !== outer; inner = inner.parent) distance += 1;
  return distance;
}

function nodeSources(node: NodeDraft, site: Site, study: Study): readonly Source[] {
  const id = node.id as string;
  return exploreSource({
    expression: `nodes.${id}`,
    name: id,
    type: typeFor(node, site, study),
    samples: sampleOutputs(node, study),
    origin: { kind: 'node', node },
    distance: distanceOf(node.block, site),
    dangling: !study.consumed.has(node),
    schema: toolOf(node, study)?.output,
  });
}

/** A new reader waits for the node, so it sees the output of a node that completed; only what may fail quietly, or may not be
 *  waited for (from `finally`), can be null. */
function typeFor(node: NodeDraft, { block }: Site, { types, analysis }: Study): Type {
  const mayBeAbsent =
    fieldOf(node.object, 'on_error')?.value === 'continue' || isOutside(node, block, analysis.draft.finally);
  return mayBeAbsent ? orNull(types.outputOf(node)) : types.outputOf(node);
}

function isOutside(node: NodeDraft, reader: BlockDraft, final: BlockDraft | null): boolean {
  return final !== null && rootOf(reader) === final && rootOf(node.block) !== final;
}

function rootOf(block: BlockDraft): BlockDraft {
  let outer = block;
  while (outer.owner !== null) outer = outer.owner.block;
  return outer;
}

function inputSources(site: Site, study: Study): readonly Source[] {
  const all = study.types.scopeAt(site).variable('inputs');
  const shared = { origin: { kind: 'input' }, distance: 1, dangling: false } as const;
  return Object.entries(declaredInputs(study))
    .filter(([name]) => nodeIdPattern.test(name))
    .slice(0, maxOrigins)
    .flatMap(([name, schema]) => {
      const facts = { name, type: memberType(all, name), samples: defaultOf(schema), schema: schemaOf(schema) };
      return exploreSource({ ...shared, ...facts, expression: `inputs.${name}` });
    });
}

function schemaOf(schema: JsonValue): JsonSchema | undefined {
  return isJsonObject(schema) ? schema : undefined;
}

function defaultOf(schema: JsonValue): readonly JsonValue[] {
  return isJsonObject(schema) && Object.hasOwn(schema, 'default') ? [schema['default'] as JsonValue] : [];
}

/** The items of the loops around the site and the state of recursive nodes, innermost first. */
function variableSources(site: Site, study: Study): readonly Source[] {
  const scope = study.types.scopeAt(site);
  const sources: Source[] = [];
  let distance = 0;
  for (let block: BlockDraft | null = site.block; block !== null; block = block.parent, distance += 1) {
    const { owner } = block;
    const name = owner === null || block.name !== 'body' ? undefined : variableOf(owner);
    if (owner === null || name === undefined) continue;
    const samples = owner.kind === 'loop' ? sampleItems(owner, study) : [];
    sources.push(...exploreVariable(name, scope.variable(name), samples, distance));
  }
  return sources;
}

function variableOf(owner: NodeDraft): string | undefined {
  if (owner.kind === 'recursive') return 'state';
  return owner.kind === 'loop' ? itemVariable(owner) : undefined;
}

/** The sources of a variable, also of one that a suggestion is about to make. */
export function exploreVariable(
  name: string,
  type: Type,
  samples: readonly JsonValue[],
  distance: number,
): readonly Source[] {
  const facts = { name, expression: name, type, samples, distance, dangling: false, schema: undefined };
  return exploreSource({ ...facts, origin: { kind: 'variable', name } });
}
