/** `ResultPath`: the place in the input of a state where its result is put. */
import { literal } from './cel.js';
import { namesOf } from './json-path.js';
import type { Computed } from './scope.js';

/** The input with the result in its place. Absent is the result alone, null the input alone. */
export function placeResult(path: string | null | undefined, input: string, result: string): Computed {
  if (path === null) return { cel: input, broken: [] };
  const names = path === undefined ? [] : namesOf(path);
  if (names.length === 0) return { cel: result, broken: [] };
  const message = `Unable to apply ReferencePath ${path} to input {{ json(${input}) }}`;
  const broken = [{ when: `type(${input}) != "object"`, message, error: 'States.ResultPathMatchFailure' }];
  return { cel: place(names, input, result), broken };
}

function place([name, ...inner]: readonly string[], object: string, result: string): string {
  if (name === undefined) return result;
  const member = `${object}[${literal(name)}]`;
  const below = `(has(${member}) && type(${member}) == "object" ? ${member} : {})`;
  return `merge(${object}, {${literal(name)}: ${place(inner, below, result)}})`;
}
