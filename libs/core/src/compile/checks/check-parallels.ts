/** Check: a parallel node has branches, and no fewer than its join waits for. */
import { isJsonObject } from '../../json/json-value.js';
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, innerField, type DocumentDraft, type Field, type NodeDraft } from '../read/draft.js';

/** Findings about branches and `at_least`. */
export function checkParallels(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes.filter((node) => node.kind === 'parallel').flatMap(checkParallel);
}

function checkParallel({ object }: NodeDraft): readonly Finding[] {
  const branches = fieldOf(object, 'branches');
  if (branches === undefined) return [];
  const count = Object.keys(branches.value as object).length;
  if (count === 0) return [fault(branches, 'expected at least 1 branch')];
  const join = fieldOf(object, 'join');
  if (join === undefined || !isJsonObject(join.value)) return [];
  const atLeast = innerField(join, 'at_least');
  const isReachable = (atLeast.value as number) <= count;
  return isReachable ? [] : [fault(atLeast, `expected at most ${count}, the number of branches`)];
}

function fault(field: Field, words: string): Finding {
  return errorAt(field, 'validation-failed', `${describePlace(field.pointer)}: ${words}`);
}
