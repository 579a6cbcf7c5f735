/** Check: what asks to be kept secret can be. A secret input is a text of its own, and nothing about its value stands in the document;
 *  everything else that is given to an execution is recorded, so that a part of it cannot be a secret. */
import { extendPointer } from '../../json/json-pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { expandKnownSchema, schemasWithin } from '../../schema/index.js';
import { secrecyOf } from '../../secret/secret-input.js';
import { describePlace } from '../diagnostic/describe-value.js';
import type { Fix, PatchOperation } from '../diagnostic/diagnostic.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, innerField, type DocumentDraft, type Field } from '../read/draft.js';

/** Keywords under which values stand. */
const tellingKeywords = ['default', 'const', 'enum', 'examples'] as const;

/** Findings about `writeOnly: true` and the formats `password` and `secret`, in inputs and answers. */
export function checkSecretInputs(draft: DocumentDraft): readonly Finding[] {
  const answers = draft.nodes.flatMap(({ object }) => fieldOf(object, 'answer_schema') ?? []);
  return [...inputFields(draft).flatMap(checkInput), ...answers.flatMap((field) => [...checkAnswer(field)])];
}

function inputFields({ object }: DocumentDraft): readonly Field[] {
  const inputs = fieldOf(object, 'inputs');
  if (inputs === undefined || !isJsonObject(inputs.value)) return [];
  return Object.keys(inputs.value).map((name) => innerField(inputs, name));
}

function checkInput(field: Field): readonly Finding[] {
  const within = innerSecrets(field, 'a secret is an input of its own, not a part of one', innerHint);
  if (secrecyOf(field.value) === null) return within;
  const schema = field.value as JsonObject;
  const told = tellingKeywords.filter((keyword) => Object.hasOwn(schema, keyword));
  return [
    ...checkType(field, schema['type']),
    ...told.map((keyword) => toldValue(innerField(field, keyword))),
    ...within,
  ];
}

const innerHint = 'Declare it beside this one: {"type": "string", "writeOnly": true}.';

function checkType(field: Field, type: JsonValue | undefined): readonly Finding[] {
  if (type === 'string') return [];
  const path = extendPointer(field.pointer, 'type');
  const place = type === undefined ? field : { ...field, pointer: path };
  const operation: PatchOperation = { op: type === undefined ? 'add' : 'replace', path, value: 'string' };
  return [invalid(place, 'a secret is a text', { title: 'Make it a text', patch: [operation] })];
}

function toldValue(field: Field): Finding {
  return invalid(field, 'a value that stands in the blueprint is no secret', removal(field.pointer));
}

function checkAnswer(field: Field): readonly Finding[] {
  const fault = 'answers are recorded as they are given and cannot be secrets';
  const hint = 'Take a secret as an input with `writeOnly: true`, or keep it as {{ secrets.NAME }}.';
  const own = secrecyOf(field.value);
  return [
    ...(own === null ? [] : [invalid(innerField(field, own), fault, undefined, hint)]),
    ...innerSecrets(field, fault, hint),
  ];
}

/** Places inside of a schema that ask for secrecy. The short form has no words for it. */
function innerSecrets(field: Field, fault: string, hint: string): readonly Finding[] {
  const expanded = expandKnownSchema(field.value);
  if (!expanded.ok || expanded.form !== 'json-schema') return [];
  return schemasWithin(expanded.schema).flatMap(({ schema, pointer }) => {
    const keyword = secrecyOf(schema);
    if (keyword === null) return [];
    const place = { ...field, pointer: extendPointer(field.pointer + pointer, keyword) };
    return [invalid(place, fault, removal(place.pointer), hint)];
  });
}

function invalid(place: Pick<Field, 'pointer' | 'nodeId'>, fault: string, fix?: Fix, hint?: string): Finding {
  return errorAt(place, 'secret-input-invalid', `${describePlace(place.pointer)}: ${fault}`, () => ({ fix, hint }));
}

function removal(path: string): Fix {
  return { title: 'Remove it', patch: [{ op: 'remove', path }] };
}
