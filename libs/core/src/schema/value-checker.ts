/** Makes checkers of values from schemas. A schema with problems makes none: that is a fault of the caller. */
import { IceError } from '../error/ice-error.js';
import { checkedSchema, type SchemaOptions } from './checked-schema.js';
import type { JsonSchema } from './json-schema.js';
import type { ValueChecker } from './value-problem.js';

/**
 * Gives the checker of a schema. Cheap when an equal schema was asked for lately (the time to hash it), some milliseconds
 * when not. A checker never throws and is bounded in time: it refuses a value that would take too much work.
 * @throws IceError `internal-error` for a schema in which `checkSchema` finds problems
 */
export function compileSchema(schema: JsonSchema, options: SchemaOptions = {}): ValueChecker {
  const checked = checkedSchema(schema, options);
  if (checked.ok) return checked.check;
  const [first] = checked.problems;
  const evidence = { problems: checked.problems.map(({ code, pointer, message }) => ({ code, pointer, message })) };
  throw new IceError('internal-error', `A schema was used unchecked: ${first?.message ?? 'unknown'}.`, { evidence });
}
