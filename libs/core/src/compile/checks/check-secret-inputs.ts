/** Check: no input asks to be kept secret. Inputs are recorded and shown as they were given, so one that is declared as a secret would be
 *  told to everyone who reads the execution. */
import { isJsonObject } from '../../json/json-value.js';
import { describePlace } from '../describe-value.js';
import { fieldOf, innerField, type DocumentDraft, type Field } from '../draft.js';
import { errorAt, type Finding } from '../finding.js';

/** Findings about inputs with `writeOnly: true` or the format `secret` or `password`. */
export function checkSecretInputs(draft: DocumentDraft): readonly Finding[] {
  const inputs = fieldOf(draft.object, 'inputs');
  if (inputs === undefined || !isJsonObject(inputs.value)) return [];
  return Object.keys(inputs.value).flatMap((name) => secrecyOf(innerField(inputs, name)));
}

function secrecyOf(input: Field): readonly Finding[] {
  if (!isJsonObject(input.value)) return [];
  const { writeOnly, format } = input.value;
  const asked = [
    ...(writeOnly === true ? ['writeOnly'] : []),
    ...(format === 'secret' || format === 'password' ? ['format'] : []),
  ];
  return asked.slice(0, 1).map((keyword) => {
    const field = innerField(input, keyword);
    const message = `${describePlace(field.pointer)}: inputs are recorded as they are given and cannot be secrets`;
    return errorAt(field, 'not-supported-yet', message, () => ({
      hint: 'Keep the value as a secret, and read it with {{ secrets.NAME }} where it is used.',
    }));
  });
}
