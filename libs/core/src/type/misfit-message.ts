/** Misfits as people read them. */
import { describeType } from './describe-type.js';
import type { Misfit, MisfitReason } from './misfit.js';
import { withoutNull } from './nullability.js';
import { isNever } from './options-of.js';

/**
 * One sentence, without a full stop: `nodes.copy.tags is string[], pricing_strategy.cost needs number | string`.
 *
 * @param where the place that wants the value: `pricing_strategy.cost`.
 * @param source the expression that gives it: `nodes.copy.tags`. Left out: the sentence speaks of the place alone.
 */
export function misfitMessage(misfit: Misfit, where: string, source?: string): string {
  const path = misfit.path.map(writeKey).join('');
  const found = source === undefined ? `${where}${path}` : `${source}${path}`;
  const place = source === undefined ? 'it' : `${where}${path}`;
  return sentences[misfit.reason](misfit, found, place);
}

const sentences: Readonly<Record<MisfitReason, (misfit: Misfit, found: string, place: string) => string>> = {
  kind: needs,
  value: needs,
  null: ({ found, wanted }, name, place) =>
    `${name} ${isNever(withoutNull(found)) ? 'is' : 'may be'} null, ${place} needs ${describeType(wanted)}`,
  missing: ({ found, wanted }, name, place) =>
    `${name} ${isNever(found) ? 'is missing' : 'may be missing'}, ${place} needs ${describeType(wanted)}`,
  unexpected: (_misfit, name, place) => `${name} is not taken, ${place === 'it' ? 'there' : place} is no such field`,
};

function needs({ found, wanted }: Misfit, name: string, place: string): string {
  return `${name} is ${describeType(found)}, ${place} needs ${describeType(wanted)}`;
}

function writeKey(key: string | number): string {
  if (key === '*' || typeof key === 'number') return `[${key}]`;
  return /^\w+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
