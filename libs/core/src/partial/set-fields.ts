/** `set` as a JSON Patch, and which fields a document has at all. */
import { BlueprintSchema } from '../blueprint/blueprint-schema.js';
import { listOf, quote } from '../compile/diagnostic/describe-value.js';
import { extendPointer } from '../json/json-pointer.js';
import type { JsonObject } from '../json/json-value.js';
import { nearestName } from '../json/nearest-name.js';
import type { EditError, EditPatch } from './edit-error.js';
import type { SetFields } from './partial-action.js';
import { setMembers } from './set-members.js';

/** Sets the fields, each as a whole. */
export function setFields(document: JsonObject, { values }: SetFields): EditPatch {
  const errors = unknownFields(values, '/values');
  return errors.length > 0 ? { ok: false, errors } : { ok: true, patch: setMembers(document, '', values) };
}

/** What stands in an object that is no field of a blueprint. @param pointer where the object stands. */
export function unknownFields(object: JsonObject, pointer: string): readonly EditError[] {
  const unknown = Object.keys(object).filter((name) => !fieldNames.includes(name));
  return unknown.map((name) => {
    const near = nearestName(name, fieldNames);
    const hint =
      near === undefined ? `Fields: ${listOf(fieldNames.map(quote), 'and')}.` : `Did you mean ${quote(near)}?`;
    const detail = `A blueprint has no field ${quote(name)}.`;
    return { pointer: extendPointer(pointer, name), code: 'unknown-property' as const, detail, hint };
  });
}

const fieldNames: readonly string[] = Object.keys(BlueprintSchema.shape);
