/** Check: a wait ends in exactly one way, and only one for a signal says what is answered and by when. */
import { timeOf } from '../../blueprint/time-of.js';
import { describeValue, quote } from '../diagnostic/describe-value.js';
import type { Finding } from '../diagnostic/finding.js';
import { fieldOf, placeOf, type DocumentDraft, type Field, type NodeDraft } from '../read/draft.js';
import { formFinding, uselessFindings } from './form-finding.js';

/** Findings about the form of waits. */
export function checkWaits(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes.filter((node) => node.kind === 'wait').flatMap(checkWait);
}

const ends: readonly string[] = ['for_s', 'until', 'signal'];

function checkWait({ object }: NodeDraft): readonly Finding[] {
  if (ends.some((name) => object.faulty.has(name))) return [];
  const [end, ...others] = Object.keys(object.values).filter((name) => ends.includes(name));
  if (end === undefined) return [formFinding(object, 'expected one of "for_s", "until" or "signal"')];
  if (others.length > 0) {
    const fault = `there is ${quote(end)} already, and a wait ends in one way only`;
    return others.map((name) => formFinding(placeOf(object, name), fault));
  }
  if (end === 'signal') return [];
  const useless = uselessFindings(object, ['timeout_s', 'on_timeout', 'answer_schema'], `beside ${quote(end)}`);
  return [...checkTime(fieldOf(object, 'until')), ...useless];
}

/** A time that is written out; what holds an expression is judged when it has its value. */
function checkTime(until: Field | undefined): readonly Finding[] {
  const text = until?.value as string | undefined;
  if (until === undefined || text === undefined || text.includes('{{') || timeOf(text) !== null) return [];
  const expected = 'a time such as "2030-01-31T09:00:00Z", or an expression that gives one';
  return [formFinding(until, `expected ${expected}, got ${describeValue(text)}`)];
}
