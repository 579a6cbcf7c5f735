/** Judges a value by a node's schema and says the misfit as a failure. */
import { compileSchema, type Failure, type JsonSchema, type JsonValue } from '@ice/core';

/** A failure when the value does not fit, else undefined. No schema fits everything. */
export function checkAgainst(
  schema: JsonSchema | null,
  value: JsonValue,
  code: 'input-invalid' | 'output-invalid',
): Failure | undefined {
  if (schema === null) return undefined;
  const problems = compileSchema(schema)(value);
  const [first] = problems;
  if (!first) return undefined;
  const place = first.pointer === '' ? '' : ` at ${first.pointer}`;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const evidence = { problems: problems.map((problem) => `${problem.pointer}: ${problem.message}`) };
  return { code, message: `${first.message}${place}${more}`, retryable: false, evidence };
}
