/** Check: every loop is bounded before it begins, by `max_items` or by what is known of its list. */
import type { Type } from '../../type/type.js';
import type { Analysis } from '../analyse/analysis.js';
import type { ParsedField } from '../analyse/parse-field.js';
import { isFault } from '../analyse/resolve-reference.js';
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { placeOf, type NodeDraft } from '../read/draft.js';
import { mostItemsOfType } from '../typing/most-items-of-type.js';
import type { TypedDocument } from '../typing/typed-document.js';

/** Most items that a loop may run, however its bound is known. */
const maxItems = 10_000;

/** The bound that a fix writes: enough for a first look, cheap enough for a slip. */
const suggestedBound = 100;

/** Findings about loops without a bound, or with one beyond the limit. Nothing about lists that are not there, or are none. */
export function checkLoops({ draft, fields, references }: LoopEvidence, types: TypedDocument): readonly Finding[] {
  const unresolved = new Set(references.filter(({ resolution }) => isFault(resolution)).map(({ parsed }) => parsed));
  return draft.nodes.flatMap((node) => {
    const items = node.kind === 'loop' ? fields.byNode[node.order]?.find(({ name }) => name === 'items') : undefined;
    const isJudged = items === undefined || unresolved.has(items) || Object.hasOwn(node.object.values, 'max_items');
    const typed = isJudged ? undefined : types.typedField(items);
    return typed === undefined || typed.problems.length > 0
      ? []
      : checkLoop(node, items as ParsedField, typed.whole.type);
  });
}

/** What the check looks at. */
type LoopEvidence = Pick<Analysis, 'draft' | 'fields' | 'references'>;

function checkLoop(node: NodeDraft, items: ParsedField, type: Type): readonly Finding[] {
  // What is no list has a finding of its own.
  const bound = mostItemsOfType(type);
  if (bound === Infinity) return [missing(node)];
  if (bound <= maxItems) return [];
  const message = `${describePlace(items.field.pointer)}: a list of up to ${bound} items, but a loop runs at most ${maxItems}`;
  return [errorAt(items.field, 'bound-too-large', message, () => ({ hint: 'Set max_items, or loop over a part.' }))];
}

function missing(node: NodeDraft): Finding {
  const place = placeOf(node.object, 'max_items');
  const message = `${describePlace(place.pointer)} is missing: nothing says how long the list may be`;
  return errorAt(place, 'bound-missing', message, () => ({
    hint: 'Set the most items that this loop may run; more than that fail it before the first.',
    fix: {
      title: `Allow ${suggestedBound} items`,
      patch: [{ op: 'add', path: place.pointer, value: suggestedBound }],
    },
  }));
}
