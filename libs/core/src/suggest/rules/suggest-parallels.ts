/** Rule: from two nodes on, what is done with their outputs can be done side by side and collected under names. */
import type { JsonObject } from '../../json/json-value.js';
import { Addition } from '../addition.js';
import { consumerNode } from '../consumer.js';
import { appendNode, fromInside, type Place } from '../place.js';
import type { Source } from '../source.js';
import type { Study } from '../study.js';
import { ownOutputs } from '../subject.js';
import type { Idea } from '../suggestion.js';

/** At most one idea for one place. */
export function suggestParallels(place: Place, study: Study): readonly Idea[] {
  const subjects = ownOutputs(place).slice(0, 2);
  if (subjects.length < 2) return [];
  const addition = new Addition(study);
  const id = addition.nameFor('side_by_side');
  const branches = branchesOf(subjects, place, study, addition);
  const inputs = addition.inputOperations();
  const node = branches === null ? null : appendNode(place, { id, type: 'parallel', branches });
  if (node === null || inputs === null) return [];
  const names = subjects.map(({ name }) => name).join(' and ');
  const reason = `${names} can be worked on side by side.`;
  return [{ type: 'parallel', reason, confidence: 0.55, patch: [...inputs, node] }];
}

/** In document order; null where there is nothing to do with one of them. */
function branchesOf(subjects: readonly Source[], place: Place, study: Study, addition: Addition): JsonObject | null {
  const sources = fromInside(place.sources);
  const branches: Record<string, JsonObject> = {};
  for (const subject of subjects.toReversed()) {
    const node = consumerNode(subject, sources, study, addition);
    if (node === null) return null;
    branches[subject.name] = { nodes: [node] };
  }
  return branches;
}
