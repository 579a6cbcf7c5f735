/** The inputs of an execution: defaults filled in, everything judged by its schema, all problems at once. Pure. */
import type { CompiledBlueprint } from '../compile/compiled-blueprint.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { compileSchema } from '../schema/value-checker.js';

/** What is wrong with one input. `pointer` is relative to the inputs. */
export interface InputProblem {
  readonly pointer: string;
  readonly code: 'missing-input' | 'unknown-property' | 'validation-failed';
  readonly message: string;
}

/** Complete inputs, or everything that is wrong with them. */
export type ResolvedInputs =
  | { readonly ok: true; readonly inputs: JsonObject }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** Resolves what the caller gave against what the blueprint declares. */
export function resolveInputs(compiled: CompiledBlueprint, given: JsonObject): ResolvedInputs {
  const problems = Object.keys(given).flatMap((name) => unknownInput(compiled, name));
  const inputs: Record<string, JsonValue> = {};
  for (const [name, schema] of Object.entries(compiled.inputs)) {
    const value = Object.hasOwn(given, name) ? given[name] : defaultOf(schema);
    if (value === undefined) problems.push(missing(name));
    else {
      inputs[name] = value;
      problems.push(...misfits(name, schema, value));
    }
  }
  return problems.length === 0 ? { ok: true, inputs } : { ok: false, problems };
}

function defaultOf(schema: JsonSchema): JsonValue | undefined {
  return isJsonObject(schema) && Object.hasOwn(schema, 'default') ? schema['default'] : undefined;
}

function unknownInput(compiled: CompiledBlueprint, name: string): InputProblem[] {
  if (Object.hasOwn(compiled.inputs, name)) return [];
  const known = Object.keys(compiled.inputs).join(', ') || 'none';
  return [
    {
      pointer: `/${name}`,
      code: 'unknown-property',
      message: `The blueprint has no input "${name}" (it has: ${known}).`,
    },
  ];
}

function missing(name: string): InputProblem {
  return { pointer: `/${name}`, code: 'missing-input', message: `The input "${name}" is required.` };
}

function misfits(name: string, schema: JsonSchema, value: JsonValue): InputProblem[] {
  return compileSchema(schema)(value).map((problem) => ({
    pointer: `/${name}${problem.pointer}`,
    code: 'validation-failed',
    message: `${name}${problem.pointer}: ${problem.message}`,
  }));
}
