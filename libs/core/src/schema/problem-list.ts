/** The engine's errors as a list for a person: nothing twice, alternatives that differ by type in one line, bounded. */
import type { ErrorObject } from 'ajv';
import type { JsonValue } from '../json/json-value.js';
import { valueProblem } from './problem-text.js';
import { MAX_PROBLEMS } from './schema-limits.js';
import type { ValueProblem } from './value-problem.js';

/** The problems behind the engine's errors about one value, at most 20. */
export function listProblems(errors: readonly ErrorObject[], value: JsonValue): readonly ValueProblem[] {
  const problems = new Map<string, ValueProblem>();
  for (const error of withJoinedTypes(withoutNoise(errors))) {
    if (problems.size === MAX_PROBLEMS) break;
    const problem = valueProblem(error, value);
    // The engine says some things twice, once for each way that leads to them.
    problems.set(`${problem.pointer} ${problem.message}`, problem);
  }
  return [...problems.values()];
}

/** Leaves out why each item is not the one that `contains` looks for, and that a name which was refused was refused. */
function withoutNoise(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const searches = errors.filter(({ keyword }) => keyword === 'contains').map(({ schemaPath }) => `${schemaPath}/`);
  return errors.filter(
    ({ keyword, schemaPath }) =>
      keyword !== 'propertyNames' && !searches.some((search) => schemaPath.startsWith(search)),
  );
}

/** Where all alternatives fail by their type, says `expected string or object` once instead of each and a summary. */
function withJoinedTypes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const joined = new Map<string, ErrorObject>();
  for (const summary of errors.filter(isNoAlternative)) {
    const here = errors.filter((error) => error.instancePath === summary.instancePath && !isNoAlternative(error));
    if (here.length > 0 && here.every(({ keyword }) => keyword === 'type'))
      joined.set(summary.instancePath, join(here));
    if (joined.size === MAX_PROBLEMS) break;
  }
  return errors.map((error) => joined.get(error.instancePath) ?? error);
}

function isNoAlternative({ keyword, params }: ErrorObject): boolean {
  return keyword === 'anyOf' || (keyword === 'oneOf' && params['passingSchemas'] === null);
}

function join(errors: readonly ErrorObject[]): ErrorObject {
  const types = errors.flatMap(({ params }) => params['type'] as string | readonly string[]);
  return { ...(errors[0] as ErrorObject), params: { type: [...new Set(types)] } };
}
