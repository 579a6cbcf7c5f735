/** Applies edits to the document of a partial blueprint, all or nothing. Pure and total for plain JSON of bounded depth; whether what
 *  comes out is sound is the compiler's affair. */
import { applyPatch } from '../json/apply-patch.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { editToPatch } from './edit-to-patch.js';
import { refuseEdit, type EditRefusal, type EditResult } from './edit-error.js';
import type { PartialAction } from './partial-action.js';
import { readAction } from './read-action.js';

/** Applies one action. */
export function applyEdit(document: JsonObject, action: PartialAction): EditResult {
  const edit = editToPatch(document, action);
  if (!edit.ok) return edit;
  const result = applyPatch(document, edit.patch);
  if (!result.ok) return refuseEdit('', 'validation-failed', result.problem.message);
  return isJsonObject(result.document)
    ? { ok: true, document: result.document }
    : refuseEdit('', 'validation-failed', 'The document would be no object.');
}

/** At most this many actions at once: each looks at the whole document. */
export const maxActions = 100;

/** Applies a list of actions in order. Every faulty action is told; of sound ones, the first that does not fit the document, since
 *  those behind it may have counted on it. Pointers of errors begin with the position in the list. */
export function applyEdits(document: JsonObject, actions: readonly JsonValue[]): EditResult {
  if (actions.length > maxActions) return tooMany(actions.length);
  const readings = actions.map(readAction);
  const faults = readings.flatMap((reading, index) => (reading.ok ? [] : at(index, reading).errors));
  if (faults.length > 0) return { ok: false, errors: faults };
  let current = document;
  for (const [index, reading] of readings.entries()) {
    if (!reading.ok) continue;
    const result = applyEdit(current, reading.action);
    if (!result.ok) return at(index, result);
    current = result.document;
  }
  return { ok: true, document: current };
}

function at(index: number, { errors }: EditRefusal): EditRefusal {
  return { ok: false, errors: errors.map((error) => ({ ...error, pointer: `/${index}${error.pointer}` })) };
}

function tooMany(count: number): EditRefusal {
  const hint = 'Send them in several requests, or the whole document as {blueprint}.';
  return refuseEdit('', 'validation-failed', `At most ${maxActions} actions at once, not ${count}.`, hint);
}
