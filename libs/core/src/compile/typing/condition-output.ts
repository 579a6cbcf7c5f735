/** The output of a condition: which branch was taken, and what it gave. Whoever stands in a branch knows that its condition holds,
 *  and that those before it did not. */
import { nullType, objectOfTypes, type Type } from '../../type/type.js';
import { unionOf } from '../../type/union-of.js';
import { oneOfTexts } from './fact-types.js';
import type { Held, NodeTyping } from './node-typing.js';

/** `{branch, output}`; both null when no branch fits and there is no `else`. */
export function conditionOutput(typing: NodeTyping): Type {
  const names = typing.node.blocks.map(({ name }) => name).filter((name) => name !== 'handle');
  typeCases(typing, names);
  const outputs = names.map((name) => typing.block(name, {}, heldIn(name, names)));
  const branch = oneOfTexts(names.map(branchName));
  if (names.includes('else')) return objectOfTypes({ branch, output: unionOf(outputs) });
  return objectOfTypes({ branch: unionOf([branch, nullType]), output: unionOf([...outputs, nullType]) });
}

/** A case is looked at when those before it have not held. */
function typeCases(typing: NodeTyping, names: readonly string[]): void {
  for (const name of names) if (isCase(name)) typing.fieldWith(name, {}, failedBefore(name, names));
}

function heldIn(name: string, names: readonly string[]): readonly Held[] {
  if (name === 'then') return [['expression', true]];
  if (isCase(name)) return [...failedBefore(name, names), [name, true]];
  return names.includes('then') ? [['expression', false]] : failedBefore(name, names);
}

function failedBefore(name: string, names: readonly string[]): readonly Held[] {
  return names.slice(0, names.indexOf(name)).map((other) => [other, false]);
}

function isCase(block: string): boolean {
  return block.startsWith('cases.');
}

/** `cases.0` is told as `cases[0]`. */
function branchName(block: string): string {
  return block.replace(/^cases\.([0-9]+)$/, 'cases[$1]');
}
