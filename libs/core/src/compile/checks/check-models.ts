/** Check: every model that a node names may be used. */
import type { CompileEnvironment } from '../compile-environment.js';
import { describePlace, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, innerField, itemFields, type DocumentDraft, type Field, type NodeDraft } from '../read/draft.js';

/** Findings about `model`, `fallback_models` and the models of a swarm. */
export function checkModels(draft: DocumentDraft, environment: CompileEnvironment): readonly Finding[] {
  return draft.nodes.flatMap(modelFields).flatMap((field) => checkModel(field, environment));
}

function modelFields({ kind, object }: NodeDraft): readonly Field[] {
  if (kind === 'swarm') return itemFields(fieldOf(object, 'agents')).map((agent) => innerField(agent, 'model'));
  if (kind !== 'llm' && kind !== 'agent') return [];
  return [...[fieldOf(object, 'model') ?? []].flat(), ...itemFields(fieldOf(object, 'fallback_models'))];
}

function checkModel(field: Field, environment: CompileEnvironment): readonly Finding[] {
  const name = field.value as string;
  const decision = environment.decideModel(name);
  if (decision.allowed) return [];
  const { reason, nearest } = decision;
  const message = `${describePlace(field.pointer)}: model ${quote(name)} may not be used: ${reason}`;
  const advise = () => {
    if (nearest === undefined) return {};
    const patch = [{ op: 'replace', path: field.pointer, value: nearest }] as const;
    return { hint: `Did you mean ${quote(nearest)}?`, fix: { title: `Use ${quote(nearest)}`, patch } };
  };
  return [errorAt(field, 'model-not-allowed', message, advise)];
}
