/** Chooses what a model, a condition or a branch at a place would be about. */
import type { NodeDraft } from '../compile/read/draft.js';
import type { Place } from './place.js';
import type { Source } from './source.js';

/** The item of the loop that the place is in, else a text of the newest node that nobody reads yet, else that node's whole output.
 *  Undefined where nothing is in scope but inputs. */
export function subjectOf({ block, sources }: Place): Source | undefined {
  const item = sources.find(
    ({ origin, distance, depth }) => origin.kind === 'variable' && distance === 0 && depth === 0,
  );
  if (item !== undefined) return item;
  const own = sources.filter(({ origin, distance }) => origin.kind === 'node' && distance === 0);
  const newest = own.find(({ dangling }) => dangling) ?? own[0];
  if (newest?.origin.kind !== 'node') return block.owner === null ? undefined : sources.find(isWhole);
  return textOf(newest.origin.node, own) ?? newest;
}

function isWhole({ origin, depth }: Source): boolean {
  return origin.kind !== 'input' && depth === 0;
}

function textOf(node: NodeDraft, sources: readonly Source[]): Source | undefined {
  return sources.find(({ origin, type, depth }) => {
    return origin.kind === 'node' && origin.node === node && depth === 1 && type.kind === 'string';
  });
}

/** The whole outputs of this block's own nodes, those first that nobody reads, newest first. */
export function ownOutputs({ sources }: Place): readonly Source[] {
  const own = sources.filter((source) => source.origin.kind === 'node' && isWhole(source) && source.distance === 0);
  return [...own.filter(({ dangling }) => dangling), ...own.filter(({ dangling }) => !dangling)];
}
