/** Check: what waits for the world (`human`, `wait`) is never attempted again, and says what happens at its deadline only where it
 *  has set one. The default deadline is for waits about which nobody has thought. */
import { defaultTimeoutMs } from '../../blueprint/node-defaults.js';
import type { Finding } from '../diagnostic/finding.js';
import { fieldOf, placeOf, type DocumentDraft, type NodeDraft } from '../read/draft.js';
import { formFinding, missingFinding, removal } from './form-finding.js';

/** Findings about `retry` and `on_timeout`. */
export function checkOpenWaits(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes
    .filter(({ kind }) => kind === 'human' || kind === 'wait')
    .flatMap((node) => [...checkRetry(node), ...checkDeadline(node)]);
}

function checkRetry({ object, kind }: NodeDraft): readonly Finding[] {
  const retry = fieldOf(object, 'retry');
  if (retry === undefined) return [];
  return [formFinding(retry, `a node of type "${kind}" waits once and is never attempted again`, removal(retry))];
}

/** A wait for a time has no use for either field, and another check says so. */
function checkDeadline({ object, kind }: NodeDraft): readonly Finding[] {
  const hasDeadline = Object.hasOwn(object.values, 'timeout_s') || object.faulty.has('timeout_s');
  const isAnswered = kind === 'human' || fieldOf(object, 'signal') !== undefined;
  if (hasDeadline || !isAnswered || fieldOf(object, 'on_timeout') === undefined) return [];
  const value = defaultTimeoutMs.human / 1_000;
  const patch = [{ op: 'add', path: placeOf(object, 'timeout_s').pointer, value }] as const;
  const fix = { title: 'Wait for at most 7 days', patch };
  return [missingFinding(object, 'timeout_s', '"on_timeout" says what happens then', fix)];
}
