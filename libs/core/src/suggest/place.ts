/** A block into which a suggestion may put a node, with what a node there can read. */
import { isInsideUnknown, placeOf, type BlockDraft } from '../compile/read/draft.js';
import type { PatchOperation } from '../json/apply-patch.js';
import type { JsonObject } from '../json/json-value.js';
import type { Source } from './source.js';
import { sourcesAt } from './sources-at.js';
import type { Study } from './study.js';

/** A place. */
export interface Place {
  readonly block: BlockDraft;
  readonly sources: readonly Source[];
}

/** The root, then the blocks that were written last, inner ones first. Handlers and `finally` are for failures: they grow by hand. */
export function placesOf(study: Study): readonly Place[] {
  const { draft } = study.analysis;
  const inner = draft.blocks.filter((block) => block.owner !== null && isOpen(block, draft.finally));
  const blocks = [draft.root, ...inner.toReversed().slice(0, draft.nodes.length > largeDocument ? 2 : maxInner)];
  return blocks.map((block) => ({ block, sources: sourcesAt({ block, node: null, field: 'output' }, study) }));
}

/** Blocks beside the root for which suggestions are made; fewer where there are many nodes. */
const maxInner = 6;
const largeDocument = 200;

function isOpen(block: BlockDraft, final: BlockDraft | null): boolean {
  if (block.name === 'handle' || block === final) return false;
  const { owner } = block;
  if (owner === null) return true;
  return owner.kind !== null && !isInsideUnknown(owner) && isOpen(owner.block, final);
}

/** Puts a node at the end of the block; null where its list of nodes is no list. */
export function appendNode({ block }: Pick<Place, 'block'>, node: JsonObject): PatchOperation | null {
  const { pointer } = placeOf(block.object, 'nodes');
  if (!Object.hasOwn(block.object.values, 'nodes')) return { op: 'add', path: pointer, value: [node] };
  return Array.isArray(block.object.values['nodes']) ? { op: 'add', path: `${pointer}/-`, value: node } : null;
}

/** The sources of the place as a block inside of it sees them. */
export function fromInside(sources: readonly Source[]): readonly Source[] {
  return sources.map((source) => ({ ...source, distance: source.distance + 1 }));
}
