/** What a node's own `when` says before anything has run. */
import type { ParsedField } from '../analyse/parse-field.js';
import type { Skipping } from './presence.js';

/** `never` skipped without a `when` or with the literal true, `always` with the literal false. */
export function skippingByWhen(fields: readonly ParsedField[]): Skipping {
  const when = fields.find(({ name }) => name === 'when');
  if (when === undefined) return 'never';
  const root = when.value.kind === 'expression' ? when.value.expression.root : undefined;
  const value = root?.kind === 'literal' ? root.value : undefined;
  if (value === true) return 'never';
  return value === false ? 'always' : 'maybe';
}
