/** JSON Patch (RFC 6902), the part that fixes and suggestions need: add, replace, remove. Pure and total: the document that goes
 *  in is never changed, and a patch that does not fit gives a problem, never a throw. */
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.js';
import { parsePointer } from './json-pointer.js';

/** One operation of a JSON Patch. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: string };

/** Why a patch does not fit its document. */
export interface PatchProblem {
  /** Position of the operation in the patch. */
  readonly operation: number;
  readonly path: string;
  /** One sentence for a person. */
  readonly message: string;
}

/** The patched document, or the first operation that did not fit; then nothing is applied. */
export type PatchResult =
  { readonly ok: true; readonly document: JsonValue } | { readonly ok: false; readonly problem: PatchProblem };

/** Applies all operations in order, or none. */
export function applyPatch(document: JsonValue, patch: readonly PatchOperation[]): PatchResult {
  let current = document;
  for (const [index, operation] of patch.entries()) {
    const next = applyOperation(current, operation);
    if (!next.ok) return { ok: false, problem: { operation: index, path: operation.path, message: next.message } };
    current = next.value;
  }
  return { ok: true, document: current };
}

type Outcome = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly message: string };

/** A container on the way to the place, and the key that leads on. */
interface Step {
  readonly container: JsonValue;
  readonly token: string;
}

function applyOperation(document: JsonValue, operation: PatchOperation): Outcome {
  const tokens = parsePointer(operation.path);
  if (tokens === undefined) return { ok: false, message: 'The path is no JSON pointer.' };
  if (tokens.length === 0) return replaceRoot(operation);
  const steps = descend(document, tokens);
  if (steps === undefined) return { ok: false, message: 'There is nothing at the path that could hold this place.' };
  return rebuild(steps, operation);
}

function replaceRoot(operation: PatchOperation): Outcome {
  if (operation.op === 'remove') return { ok: false, message: 'The document itself cannot be removed.' };
  return { ok: true, value: operation.value };
}

/** The containers along the tokens, outermost first; undefined where one is not there. */
function descend(document: JsonValue, tokens: readonly string[]): readonly Step[] | undefined {
  const steps: Step[] = [];
  let container: JsonValue | undefined = document;
  for (const token of tokens) {
    if (container === undefined) return undefined;
    steps.push({ container, token });
    container = childOf(container, token);
  }
  return steps;
}

function childOf(container: JsonValue, token: string): JsonValue | undefined {
  if (Array.isArray(container)) return isIndex(token) ? (container as readonly JsonValue[])[Number(token)] : undefined;
  return isJsonObject(container) && Object.hasOwn(container, token) ? container[token] : undefined;
}

/** Edits the innermost container, then copies its parents around it. */
function rebuild(steps: readonly Step[], operation: PatchOperation): Outcome {
  const last = steps.at(-1) as Step;
  let outcome = editContainer(last, operation);
  for (let depth = steps.length - 2; depth >= 0 && outcome.ok; depth -= 1) {
    const { container, token } = steps[depth] as Step;
    outcome = Array.isArray(container)
      ? { ok: true, value: container.with(Number(token), outcome.value) as JsonValue }
      : { ok: true, value: withKey(container as JsonObject, token, outcome.value) };
  }
  return outcome;
}

function editContainer(step: Step, operation: PatchOperation): Outcome {
  if (Array.isArray(step.container)) return editList(step.container as readonly JsonValue[], step.token, operation);
  if (isJsonObject(step.container)) return editObject(step.container, step.token, operation);
  return { ok: false, message: 'The place is inside a value that is neither a list nor an object.' };
}

function editList(list: readonly JsonValue[], token: string, operation: PatchOperation): Outcome {
  const index = token === '-' && operation.op === 'add' ? list.length : isIndex(token) ? Number(token) : -1;
  const last = operation.op === 'add' ? list.length : list.length - 1;
  if (index < 0 || index > last) return { ok: false, message: `The list has no place ${JSON.stringify(token)}.` };
  if (operation.op === 'remove') return { ok: true, value: list.toSpliced(index, 1) };
  return { ok: true, value: list.toSpliced(index, operation.op === 'add' ? 0 : 1, operation.value) };
}

function editObject(object: JsonObject, key: string, operation: PatchOperation): Outcome {
  if (operation.op !== 'add' && !Object.hasOwn(object, key)) {
    return { ok: false, message: `The object has no key ${JSON.stringify(key)}.` };
  }
  if (operation.op !== 'remove') return { ok: true, value: withKey(object, key, operation.value) };
  return { ok: true, value: Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) };
}

/** A copy with the key set as an own property, whatever its name: `__proto__` is data here. */
function withKey(object: JsonObject, key: string, value: JsonValue): JsonObject {
  return Object.defineProperty({ ...object }, key, { value, enumerable: true, writable: true, configurable: true });
}

function isIndex(token: string): boolean {
  return /^(0|[1-9][0-9]{0,8})$/.test(token);
}
