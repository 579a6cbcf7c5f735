/** Types of what is written out: literals, lists, objects. */
import { stringType, type MemberType, type Type } from '../../type/type.js';
import { literalList } from '../../type/type-of-value.js';
import { unionOf } from '../../type/union-of.js';
import type { ListNode, ObjectNode } from '../expression-node.js';
import type { CheckContext } from './check-context.js';
import { needType } from './need-type.js';

/** The type of `[a, b]`. */
export function checkList({ items }: ListNode, context: CheckContext): Type {
  return literalList(items.map((item) => context.check(item, context)));
}

/** The type of `{'key': value}`. A key that is computed may be any, one that is written out too. */
export function checkObject({ entries }: ObjectNode, context: CheckContext): Type {
  const members = new Map<string, Type>();
  const computed: Type[] = [];
  for (const { key, value } of entries) {
    const name = key.kind === 'literal' ? key.value : undefined;
    if (typeof name !== 'string') {
      const hint = 'Write string(x) for a text.';
      needType(key, context.check(key, context), { wanted: stringType, who: 'a key of an object', hint }, context);
    }
    const type = context.check(value, context);
    if (typeof name === 'string') members.set(name, type);
    else computed.push(type);
  }
  return objectType(members, computed);
}

function objectType(types: ReadonlyMap<string, Type>, computed: readonly Type[]): Type {
  const members = [...types].map(([name, type]): [string, MemberType] => [
    name,
    Object.freeze({ type: unionOf([type, ...computed]), required: true }),
  ]);
  const rest = computed.length === 0 ? null : unionOf(computed);
  return Object.freeze({ kind: 'object', members: new Map(members), rest });
}
