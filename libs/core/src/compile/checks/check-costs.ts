/** Check: every call of a model has a bound, so that there is one of what the blueprint costs. */
import type { CompileEnvironment } from '../compile-environment.js';
import { describePlace, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import {
  fieldOf,
  innerField,
  itemFields,
  placeOf,
  type DocumentDraft,
  type Field,
  type NodeDraft,
} from '../read/draft.js';

/** The bound that a fix writes: enough for most prompts, cheap enough for a slip. */
const suggestedTokens = 8_192;

/** Findings about models that nobody knows the longest input of. One for each node, and for each agent of a swarm. */
export function checkCosts(draft: DocumentDraft, { cost }: CompileEnvironment): readonly Finding[] {
  return draft.nodes.flatMap((node) => {
    const isBounded = node.kind === 'llm' && Object.hasOwn(node.object.values, 'max_input_tokens');
    const endless = isBounded ? [] : modelFields(node).filter(({ value }) => isEndless(cost, String(value)));
    return node.kind === 'llm' ? endless.slice(0, 1).map((field) => missing(node, field)) : endless.map(unknownContext);
  });
}

/** A price that grows with an input that nothing bounds. */
function isEndless(cost: CompileEnvironment['cost'], name: string): boolean {
  const model = cost.modelCost(name);
  return model !== null && model.prices !== null && model.context_tokens === null;
}

function modelFields({ kind, object }: NodeDraft): readonly Field[] {
  if (kind === 'swarm') return itemFields(fieldOf(object, 'agents')).map((agent) => innerField(agent, 'model'));
  if (kind !== 'llm' && kind !== 'agent') return [];
  return [...[fieldOf(object, 'model') ?? []].flat(), ...itemFields(fieldOf(object, 'fallback_models'))];
}

function missing({ object }: NodeDraft, { value }: Field): Finding {
  const place = placeOf(object, 'max_input_tokens');
  const message = `${describePlace(place.pointer)} is missing: nothing says how long an input ${quote(String(value))} takes, so nothing bounds what it costs`;
  return errorAt(place, 'cost-unbounded', message, () => ({
    hint: 'Set the most tokens of a prompt; a longer one fails before it is sent.',
    fix: {
      title: `Allow ${suggestedTokens} tokens`,
      patch: [{ op: 'add', path: place.pointer, value: suggestedTokens }],
    },
  }));
}

function unknownContext(field: Field): Finding {
  const name = quote(String(field.value));
  const message = `${describePlace(field.pointer)}: nothing says how long an input ${name} takes, so nothing bounds what it costs`;
  const hint = `Choose a model whose context is known, or have context_tokens of ${name} set in the price file.`;
  return errorAt(field, 'cost-unbounded', message, () => ({ hint }));
}
