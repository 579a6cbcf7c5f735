/** Types of calls: each function of the table says what it takes and what it gives. */
import { optionsOf } from '../../type/options-of.js';
import type { KnownType, Type } from '../../type/type.js';
import { unknownType } from '../../type/type.js';
import type { CallNode } from '../expression-node.js';
import { pureFunction } from '../functions/function-table.js';
import type { CheckContext } from './check-context.js';
import { needType } from './need-type.js';

/** The type of a call; unknown when an argument does not fit. */
export function checkCall(node: CallNode, context: CheckContext): Type {
  const { takes, typeOf } = pureFunction(node.name);
  const found = node.arguments.map((argument) => context.check(argument, context));
  const wanted = typeof takes === 'function' ? takes(found) : takes;
  const who = `${node.name}()`;
  const fitting = node.arguments.map((argument, index) => {
    const [type, need] = [found[index] ?? unknownType, wanted[index] ?? wanted.at(-1) ?? unknownType];
    const hint = hintFor(type, need);
    return needType(argument, type, { wanted: need, who, ...(hint !== undefined && { hint }) }, context);
  });
  const isRefused = fitting.some((type, index) => type !== found[index]);
  return isRefused ? unknownType : typeOf(found);
}

/** How the most usual mistakes are mended. */
function hintFor(found: Type, wanted: Type): string | undefined {
  const [from, to] = [onlyKind(found), onlyKind(wanted)];
  if (to === 'string' && from === 'list') return 'Write x.join(", ") for one text, or x.map(item, …) for each item.';
  if (to === 'string') return 'Write string(x) for a text.';
  if (to === 'number' && from === 'string') return 'Write number(x) for the number that a text is.';
  return to === 'list' && from === 'object' ? 'Write x.values() or x.keys() for a list.' : undefined;
}

function onlyKind(type: Type): KnownType['kind'] | undefined {
  const options = optionsOf(type) ?? [];
  return options.length === 1 ? options[0]?.kind : undefined;
}
