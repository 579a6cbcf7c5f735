/** Check: every model that a node names may be used. */
import type { CompileEnvironment } from '../compile-environment.js';
import { describePlace, quote } from '../describe-value.js';
import { fieldOf, innerField, type DocumentDraft, type Field, type NodeDraft } from '../draft.js';
import { errorAt, type Finding } from '../finding.js';

/** Findings about `model` and `fallback_models`. */
export function checkModels(draft: DocumentDraft, environment: CompileEnvironment): readonly Finding[] {
  return draft.nodes.flatMap((node) => modelFields(node).flatMap((field) => checkModel(field, environment)));
}

function modelFields(node: NodeDraft): readonly Field[] {
  if (node.kind !== 'llm') return [];
  const model = fieldOf(node.object, 'model');
  const fallbacks = fieldOf(node.object, 'fallback_models');
  const count = fallbacks === undefined ? 0 : (fallbacks.value as readonly string[]).length;
  const others = Array.from({ length: count }, (_, index) => innerField(fallbacks as Field, index));
  return model === undefined ? others : [model, ...others];
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
