/** Check: a secret input of a blueprint that is run is given a secret. A value that this document, or a model, makes is recorded before
 *  the child could keep it. */
import { blueprintReferencePattern } from '../../blueprint/workflow-fields.js';
import type { TemplateValue } from '../../expression/index.js';
import { extendPointer } from '../../json/json-pointer.js';
import { isJsonObject, type JsonObject } from '../../json/json-value.js';
import { secretInputNames } from '../../secret/secret-input.js';
import { secretOf } from '../../secret/secret-of.js';
import type { Analysis } from '../analyse/analysis.js';
import { childInputs } from '../analyse/child-inputs.js';
import type { ParsedField } from '../analyse/parse-field.js';
import { describePlace, listOf, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, innerField, itemFields, type Field, type NodeDraft } from '../read/draft.js';

/** Findings about the inputs of `workflow` nodes, and about blueprints among the tools of agents. */
export function checkChildSecrets(analysis: Analysis): readonly Finding[] {
  return analysis.draft.nodes.flatMap((node) => {
    if (node.kind === 'workflow') return checkInputs(node, analysis);
    return node.kind === 'agent' ? checkTools(node, analysis) : [];
  });
}

function checkInputs(node: NodeDraft, analysis: Analysis): readonly Finding[] {
  const child = childInputs(node, analysis);
  const names = child === undefined ? [] : secretInputNames(child.inputs);
  const parsed = analysis.fields.byNode[node.order]?.find(({ name }) => name === 'inputs');
  if (names.length === 0 || parsed === undefined || !isJsonObject(parsed.field.value)) return [];
  const given = names.filter((name) => Object.hasOwn(parsed.field.value as JsonObject, name));
  const misread = misreadIn(parsed, analysis);
  return given
    .filter((name) => !isSecret(memberOf(parsed.value, name), analysis.names.secretInputs))
    .filter((name) => !misread.has(extendPointer('', name)))
    .map((name) => notSecret(name, parsed.field));
}

/** What reads a secret in a wrong way has a finding of its own. */
function misreadIn(parsed: ParsedField, { references }: Analysis): ReadonlySet<string> {
  const misread = references.filter((one) => one.parsed === parsed && one.resolution.kind === 'misplaced-secret');
  return new Set(misread.map(({ reference }) => reference.pointer));
}

function notSecret(name: string, inputs: Field): Finding {
  const place = innerField(inputs, name);
  const message = `${describePlace(place.pointer)}: ${quote(name)} is a secret input and takes a secret`;
  const hint =
    'Give it {{ secrets.NAME }}, or {{ inputs.NAME }} of a secret input: anything else is recorded as it is.';
  return errorAt(place, 'secret-input-invalid', message, () => ({ hint }));
}

function memberOf(value: TemplateValue, name: string): TemplateValue | undefined {
  return value.kind === 'object' ? value.entries.find(([key]) => key === name)?.[1] : undefined;
}

function isSecret(value: TemplateValue | undefined, secretInputs: ReadonlySet<string>): boolean {
  if (value?.kind === 'expression') return secretOf(value.expression, secretInputs) !== null;
  if (value?.kind !== 'text') return false;
  return value.parts.some((part) => typeof part !== 'string' && secretOf(part, secretInputs) !== null);
}

/** What the model of an agent gives is recorded with its turn. */
function checkTools({ object }: NodeDraft, { environment }: Analysis): readonly Finding[] {
  const references = itemFields(fieldOf(object, 'tools')).filter(({ value }) =>
    blueprintReferencePattern.test(String(value)),
  );
  return references.flatMap((field) => {
    const found = environment.findBlueprint(field.value as string);
    const names = found?.fault === null ? secretInputNames(found.inputs) : [];
    if (names.length === 0) return [];
    const message = `${describePlace(field.pointer)}: an agent cannot give ${listOf(names.map(quote), 'and')}, which are secret inputs`;
    const hint = 'Have the blueprint read {{ secrets.NAME }} in their place.';
    return [errorAt(field, 'secret-input-invalid', message, () => ({ hint }))];
  });
}
