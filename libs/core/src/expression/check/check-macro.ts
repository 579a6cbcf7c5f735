/** Types of the macros that bind a variable to each item of a list. */
import { listBetween, mostItems } from '../../type/list-bounds.js';
import { itemType } from '../../type/member-type.js';
import { optionsOf } from '../../type/options-of.js';
import { booleanType, listOfType, numberType, stringType, type ListType, type Type } from '../../type/type.js';
import type { MacroNode } from '../expression-node.js';
import { anyList, mapOptions, ordered, sameItems } from '../functions/function-types.js';
import { bindRoot } from './bound-scope.js';
import type { CheckContext } from './check-context.js';
import { needBoolean } from './check-operator.js';
import { needType } from './need-type.js';

/** The type of a macro; its body is checked once, for any item. */
export function checkMacro(node: MacroNode, context: CheckContext): Type {
  const who = `${node.name}()`;
  const list = needType(
    node.list,
    context.check(node.list, context),
    { wanted: anyList, who, words: 'a list' },
    context,
  );
  const scope = bindRoot(context.scope, { kind: 'variable', name: node.variable }, itemType(list));
  const inside = { ...context, scope };
  const body = context.check(node.body, inside);
  if (node.name === 'map') return mapped(list, body);
  if (node.name === 'sort_by') return checkSort(node, list, body, inside);
  needBoolean(node.body, body, who, inside);
  return node.name === 'filter' ? filtered(node, list, inside) : booleanType;
}

function mapped(list: Type, body: Type): Type {
  if (list.kind === 'unknown') return listOfType(body);
  return mapOptions<ListType>(list, 'list', (one) => listBetween(body, one.minItems, mostItems(one)));
}

/** What is kept are items for which the condition is true. */
function filtered(node: MacroNode, list: Type, { scope, narrowed }: CheckContext): Type {
  const kept = narrowed.narrow(scope, node.body, true).variable(node.variable);
  if (list.kind === 'unknown') return listOfType(kept);
  return mapOptions<ListType>(list, 'list', (one) => listBetween(kept, 0, mostItems(one)));
}

/** All keys are numbers or all are texts. */
function checkSort(node: MacroNode, list: Type, key: Type, context: CheckContext): Type {
  const kinds = optionsOf(key)?.map(({ kind }) => kind) ?? [];
  const wanted = kinds.includes('string') ? stringType : kinds.includes('number') ? numberType : ordered;
  needType(node.body, key, { wanted, who: 'sort_by()', words: 'keys that are all numbers or all strings' }, context);
  return sameItems(list);
}
