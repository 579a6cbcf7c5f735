/** Check: a retry policy's longest wait is not below its first. */
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, innerField, type DocumentDraft, type Field, type NodeDraft } from '../read/draft.js';

/** Findings about retry policies that say two things at once. */
export function checkRetries(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes.flatMap((node) => policiesOf(node).flatMap(checkPolicy));
}

function policiesOf(node: NodeDraft): readonly Field[] {
  const retry = fieldOf(node.object, 'retry');
  if (retry === undefined) return [];
  return Array.isArray(retry.value) ? retry.value.map((_policy, index) => innerField(retry, index)) : [retry];
}

function checkPolicy(policy: Field): readonly Finding[] {
  const { initial_ms: initialMs, max_ms: maxMs } = policy.value as { initial_ms?: number; max_ms?: number };
  if (initialMs === undefined || maxMs === undefined || maxMs >= initialMs) return [];
  const place = innerField(policy, 'max_ms');
  const message = `${describePlace(place.pointer)}: expected at least ${initialMs} (its initial_ms), got ${maxMs}`;
  return [errorAt(place, 'validation-failed', message)];
}
