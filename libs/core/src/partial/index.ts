/** Partial blueprints: what may be edited while a blueprint is made. */
export { applyEdit, applyEdits, maxActions } from './apply-edit.js';
export type { EditError, EditErrorCode, EditPatch, EditRefusal, EditResult } from './edit-error.js';
export { editToPatch } from './edit-to-patch.js';
export { newDocument } from './new-document.js';
export { partialActionJsonSchema, type PartialAction } from './partial-action.js';
export { readAction, type ActionReading } from './read-action.js';
export { unknownFields } from './set-fields.js';
