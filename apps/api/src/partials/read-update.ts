/** Reads what a client wants to do to a partial blueprint: one action, a list of them, or a whole document in its place. */
import {
  applyEdit,
  applyEdits,
  isJsonObject,
  readAction,
  unknownFields,
  type EditError,
  type EditResult,
  type JsonObject,
  type JsonValue,
} from '@ice/core';
import { refuseEdit } from './refuse-edit.js';

/** What becomes of the document. @throws ProblemException where the update does not fit it. */
export type PartialUpdate = (document: JsonObject) => JsonObject;

/** The update of a body. Nothing is judged before it is applied, so that a stale lock is told first. */
export function readUpdate(body: JsonObject): PartialUpdate {
  if (Object.hasOwn(body, 'actions')) return (document) => applied(applyList(document, body), '/actions');
  if (Object.hasOwn(body, 'blueprint')) return () => readDocument(body);
  return (document) => {
    const reading = readAction(body);
    return applied(reading.ok ? applyEdit(document, reading.action) : reading);
  };
}

/** The document of `{blueprint}`. */
export function readDocument(body: JsonObject): JsonObject {
  const { blueprint, ...others } = body;
  const strangers = unknownMembers(others, ['blueprint']);
  if (!isJsonObject(blueprint)) throw refuseEdit([...strangers, noObject('blueprint')]);
  const errors = [...strangers, ...unknownFields(blueprint, '/blueprint')];
  if (errors.length > 0) throw refuseEdit(errors);
  return blueprint;
}

/** Faults for members that mean nothing here. @param known those that do. */
export function unknownMembers(members: JsonObject, known: readonly string[]): readonly EditError[] {
  const hint = `Members: ${known.join(', ') || 'none'}.`;
  return Object.keys(members).map((name) => {
    const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return {
      pointer,
      code: 'unknown-property' as const,
      detail: `There is no member ${JSON.stringify(name)} here.`,
      hint,
    };
  });
}

/** The fault of a member that must be an object. */
export function noObject(name: string): EditError {
  return { pointer: `/${name}`, code: 'validation-failed', detail: `${name} is not an object.` };
}

function applyList(document: JsonObject, { actions, ...others }: JsonObject): EditResult {
  const strangers = unknownMembers(others, ['actions']);
  if (strangers.length > 0) throw refuseEdit(strangers);
  if (Array.isArray(actions) && actions.length > 0) return applyEdits(document, actions as readonly JsonValue[]);
  const detail = 'actions is a list of at least one action.';
  return { ok: false, errors: [{ pointer: '', code: 'validation-failed', detail }] };
}

/** @param within where in the body the edit stands. */
function applied(result: EditResult, within = ''): JsonObject {
  if (result.ok) return result.document;
  throw refuseEdit(result.errors.map((error) => ({ ...error, pointer: `${within}${error.pointer}` })));
}
