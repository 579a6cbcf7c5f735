/** Check: every loop is bounded before it begins, by `max_items` or by what is known of its list. */
import type { ExpressionNode } from '../../expression/index.js';
import { isJsonObject } from '../../json/json-value.js';
import type { Analysis } from '../analysis.js';
import { describePlace } from '../describe-value.js';
import { fieldOf, placeOf, type DocumentDraft, type NodeDraft } from '../draft.js';
import { errorAt, type Finding } from '../finding.js';
import type { ParsedField } from '../parse-field.js';
import { isFault } from '../resolve-reference.js';

/** Most items that a loop may run, however its bound is known. */
const maxItems = 10_000;

/** The bound that a fix writes: enough for a first look, cheap enough for a slip. */
const suggestedBound = 100;

/** Findings about loops without a bound, or with one beyond the limit. Nothing about lists that are not there. */
export function checkLoops({ draft, fields, references }: LoopEvidence): readonly Finding[] {
  const unresolved = new Set(references.filter(({ resolution }) => isFault(resolution)).map(({ parsed }) => parsed));
  return draft.nodes.flatMap((node) => {
    const items = node.kind === 'loop' ? fields.byNode[node.order]?.find(({ name }) => name === 'items') : undefined;
    const isJudged = items === undefined || unresolved.has(items) || Object.hasOwn(node.object.values, 'max_items');
    return isJudged ? [] : checkLoop(node, items, draft);
  });
}

/** What the check looks at. */
type LoopEvidence = Pick<Analysis, 'draft' | 'fields' | 'references'>;

function checkLoop(node: NodeDraft, items: ParsedField, draft: DocumentDraft): readonly Finding[] {
  const bound = boundOf(items, draft);
  if (bound === undefined) return [missing(node)];
  if (bound <= maxItems) return [];
  const message = `${describePlace(items.field.pointer)}: a list of up to ${bound} items, but a loop runs at most ${maxItems}`;
  return [errorAt(items.field, 'bound-too-large', message, () => ({ hint: 'Set max_items, or loop over a part.' }))];
}

/** Length of a list that is written out, or the `maxItems` of an input; undefined = nobody knows. */
function boundOf({ field, value }: ParsedField, draft: DocumentDraft): number | undefined {
  if (Array.isArray(field.value)) return field.value.length;
  // Text that is no expression has a finding of its own.
  if (value.kind !== 'expression') return 0;
  const name = inputName(value.expression.root);
  const inputs = fieldOf(draft.object, 'inputs')?.value;
  const schema = name !== undefined && isJsonObject(inputs) && Object.hasOwn(inputs, name) ? inputs[name] : undefined;
  const bound = isJsonObject(schema) ? schema['maxItems'] : undefined;
  return typeof bound === 'number' ? bound : undefined;
}

/** The name in `inputs.name` or `inputs["name"]`, when that is the whole expression. */
function inputName(root: ExpressionNode): string | undefined {
  if (root.kind !== 'member' && root.kind !== 'index') return undefined;
  if (root.object.kind !== 'variable' || root.object.name !== 'inputs') return undefined;
  if (root.kind === 'member') return root.name;
  return root.index.kind === 'literal' && typeof root.index.value === 'string' ? root.index.value : undefined;
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
