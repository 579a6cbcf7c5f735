/** Why an edit of a partial blueprint is refused. Expected, so a value and never a throw. */
import type { JsonObject } from '../json/json-value.js';
import type { PatchOperation } from '../json/apply-patch.js';

/** Codes of refused edits. */
export type EditErrorCode =
  'validation-failed' | 'unknown-property' | 'unknown-node' | 'duplicate-node-id' | 'expression-invalid';

/** One fault of an edit. */
export interface EditError {
  /** JSON pointer into the action (or into the list of actions). */
  readonly pointer: string;
  readonly code: EditErrorCode;
  /** One sentence for a person. */
  readonly detail: string;
  /** What to do next. */
  readonly hint?: string;
}

/** A refusal with all that is wrong. */
export interface EditRefusal {
  readonly ok: false;
  readonly errors: readonly EditError[];
}

/** The edited document, or why there is none; the document that went in stays as it was. */
export type EditResult = { readonly ok: true; readonly document: JsonObject } | EditRefusal;

/** An edit as a JSON Patch of the document, or why there is none. */
export type EditPatch = { readonly ok: true; readonly patch: readonly PatchOperation[] } | EditRefusal;

/** A refusal with one fault. */
export function refuseEdit(pointer: string, code: EditErrorCode, detail: string, hint?: string): EditRefusal {
  return { ok: false, errors: [{ pointer, code, detail, ...(hint !== undefined && { hint }) }] };
}
