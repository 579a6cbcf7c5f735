/** Check: a condition is either an `expression` with `then`, or `cases`. */
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, placeOf, type DocumentDraft, type NodeDraft, type ObjectDraft } from '../read/draft.js';

/** Findings about the form of conditions. */
export function checkConditions(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes.filter((node) => node.kind === 'condition').flatMap(checkCondition);
}

const names = ['expression', 'then', 'cases'] as const;

function checkCondition({ object }: NodeDraft): readonly Finding[] {
  if (names.some((name) => object.faulty.has(name))) return [];
  const [hasExpression, hasThen, hasCases] = names.map((name) => fieldOf(object, name) !== undefined);
  const isSimple = hasExpression || hasThen;
  if (hasCases && isSimple)
    return [fault(object, 'cases', 'a condition has either "cases" or "expression" and "then"')];
  if (!hasCases && !isSimple) return [fault(object, '', 'expected "expression" and "then", or "cases"')];
  if (hasCases || (hasExpression && hasThen)) return [];
  return [fault(object, hasExpression ? 'then' : 'expression', '')];
}

/** Without words of its own: the field is missing. */
function fault(object: ObjectDraft, name: string, words: string): Finding {
  const place = name === '' ? object : placeOf(object, name);
  const where = describePlace(place.pointer);
  return errorAt(place, 'validation-failed', words === '' ? `${where} is missing` : `${where}: ${words}`);
}
