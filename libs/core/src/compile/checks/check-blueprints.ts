/** Check: the blueprints that nodes and agents run exist, may be run, and are not too many. */
import { blueprintReferencePattern } from '../../blueprint/workflow-fields.js';
import type { BlueprintInterface } from '../blueprint-interface.js';
import type { CompileEnvironment } from '../compile-environment.js';
import { describePlace, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, itemFields, type DocumentDraft, type Field, type NodeDraft } from '../read/draft.js';

/** Findings about `blueprint` and about the blueprints among the `tools` of agents. */
export function checkBlueprints(draft: DocumentDraft, environment: CompileEnvironment): readonly Finding[] {
  return draft.nodes.flatMap(blueprintFields).flatMap((field) => {
    const found = environment.findBlueprint(field.value as string);
    return found === undefined ? [unknownBlueprint(field)] : faultOf(field, found);
  });
}

/** All references of a node, without `self`. */
function blueprintFields({ kind, object }: NodeDraft): readonly Field[] {
  const own = kind === 'workflow' ? [fieldOf(object, 'blueprint') ?? []].flat() : [];
  const tools = kind === 'agent' ? itemFields(fieldOf(object, 'tools')) : [];
  return [...own, ...tools].filter(({ value }) => blueprintReferencePattern.test(String(value)));
}

function unknownBlueprint(field: Field): Finding {
  const reference = field.value as string;
  const noun = reference.startsWith('sha256:') ? 'revision' : 'blueprint';
  const message = `${describePlace(field.pointer)}: there is no ${noun} ${quote(reference)}`;
  const hint = 'Store it first: POST /api/v1/blueprints answers with its id. GET /api/v1/blueprints lists all.';
  return errorAt(field, 'unknown-blueprint', message, () => ({ hint }));
}

function faultOf(field: Field, { name, fault }: BlueprintInterface): readonly Finding[] {
  if (fault === null) return [];
  return [errorAt(field, fault.code, `${describePlace(field.pointer)}: blueprint ${quote(name)} ${fault.message}`)];
}
