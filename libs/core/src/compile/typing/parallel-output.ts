/** The output of a parallel node: what each branch gave, and which have completed. */
import { isJsonObject } from '../../json/json-value.js';
import { listBetween } from '../../type/list-bounds.js';
import { orNull } from '../../type/nullability.js';
import { objectOfTypes, type Type } from '../../type/type.js';
import { oneOfTexts } from './fact-types.js';
import type { NodeTyping } from './node-typing.js';

const prefix = 'branches.';

/** `{branches, completed}`; a branch that was not needed any more is null. */
export function parallelOutput(typing: NodeTyping): Type {
  const blocks = typing.node.blocks.filter(({ name }) => name.startsWith(prefix));
  const names = blocks.map(({ name }) => name.slice(prefix.length));
  const needed = neededOf(typing, names.length);
  const outputs = blocks.map(({ name }) => typing.block(name));
  const seen = needed === names.length ? outputs : outputs.map(orNull);
  const branches = objectOfTypes(Object.fromEntries(names.map((name, index) => [name, seen[index] as Type])));
  return objectOfTypes({ branches, completed: listBetween(oneOfTexts(names), needed, names.length) });
}

/** How many branches must complete; none can be said of a faulty `join`. */
function neededOf(typing: NodeTyping, count: number): number {
  const join = typing.literal('join') ?? (typing.node.object.faulty.has('join') ? 'any' : 'all');
  if (isJsonObject(join)) return Math.min(join['at_least'] as number, count);
  return join === 'all' ? count : Math.min(1, count);
}
