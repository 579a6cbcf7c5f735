/** From what a client sent to an action that fits its schema, or to everything that is wrong with it. */
import { describeValue, listOf, quote } from '../compile/diagnostic/describe-value.js';
import { schemaIssues, type SchemaIssue } from '../compile/read/schema-issue.js';
import { extendPointer } from '../json/json-pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { nearestName } from '../json/nearest-name.js';
import { refuseEdit, type EditError, type EditRefusal } from './edit-error.js';
import { actionSchemas, type PartialAction } from './partial-action.js';

/** The action, or why it is none. Pointers are into the value. */
export type ActionReading = { readonly ok: true; readonly action: PartialAction } | EditRefusal;

/** Reads one action. */
export function readAction(value: JsonValue): ActionReading {
  if (!isJsonObject(value)) {
    return refuseEdit('', 'validation-failed', `An action is an object, not ${describeValue(value)}.`);
  }
  const name = Object.hasOwn(value, 'action') ? value['action'] : undefined;
  const schema = typeof name === 'string' ? actionSchemas.get(name) : undefined;
  if (schema === undefined) return unknownAction(name);
  const parsed = schema.safeParse(value);
  // The value itself, not zod's copy: what was sent is what is kept, key by key.
  if (parsed.success) return { ok: true, action: value as unknown as PartialAction };
  return { ok: false, errors: errorsOf(schemaIssues(parsed.error.issues), value, Object.keys(schema.shape)) };
}

function unknownAction(name: JsonValue | undefined): EditRefusal {
  const known = `Actions: ${listOf([...actionSchemas.keys()].map(quote), 'and')}.`;
  if (name === undefined) return refuseEdit('/action', 'validation-failed', 'The action is missing.', known);
  const near = typeof name === 'string' ? nearestName(name, actionSchemas.keys()) : undefined;
  const hint = near === undefined ? known : `Did you mean ${quote(near)}?`;
  return refuseEdit('/action', 'validation-failed', `There is no action ${describeValue(name)}.`, hint);
}

/** A field that is missing beside an unknown one is most likely that one under another name: then only the unknown one is told. */
function errorsOf(issues: readonly SchemaIssue[], value: JsonObject, known: readonly string[]): readonly EditError[] {
  const unknown = issues.flatMap(({ keys }) => keys).map((key) => unknownField(key, value, known));
  const others = issues.filter(({ kind, path: [field] }) => kind !== 'unknown' && field !== undefined);
  const isMissing = ({ path: [field] }: SchemaIssue): boolean => !Object.hasOwn(value, String(field));
  const told = unknown.length > 0 ? others.filter((issue) => !isMissing(issue)) : others;
  return [...unknown, ...told.map((issue) => wrongField(issue, value))];
}

function unknownField(key: string, value: JsonObject, known: readonly string[]): EditError {
  const free = known.filter((name) => !Object.hasOwn(value, name));
  const near = nearestName(key, free);
  const hint = near === undefined ? `Fields: ${listOf(known.map(quote), 'and')}.` : `Did you mean ${quote(near)}?`;
  const detail = `${quote(String(value['action']))} has no field ${quote(key)}.`;
  return { pointer: extendPointer('', key), code: 'unknown-property', detail, hint };
}

function wrongField({ path, expected }: SchemaIssue, value: JsonObject): EditError {
  const field = String(path[0]);
  const given = Object.hasOwn(value, field) ? value[field] : undefined;
  const detail =
    given === undefined ? `${field} is missing` : `${field}: expected ${expected}, got ${describeValue(given)}`;
  return { pointer: extendPointer('', field), code: 'validation-failed', detail: `${detail}.` };
}
