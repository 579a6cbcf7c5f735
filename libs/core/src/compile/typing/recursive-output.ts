/** The output of a recursive node, and the type of the state that it hands from pass to pass. */
import { isSameType } from '../../type/same-type.js';
import { booleanType, integerType, objectOfTypes, unknownType, type BooleanType, type Type } from '../../type/type.js';
import { unionOf } from '../../type/union-of.js';
import type { NodeTyping } from './node-typing.js';
import { widen } from './widen.js';

/** Passes in which the type of a state may settle. Inside of another recursive node there are fewer, because its passes multiply
 *  with those around it. */
const passes = [3, 2];

const trueType: BooleanType = Object.freeze({ kind: 'boolean', values: Object.freeze([true]) });

/** `{state, iterations, converged}`; the state is that after a pass, which `until` is asked about too. */
export function recursiveOutput(typing: NodeTyping): Type {
  const state = stateAfterPass(typing);
  typing.fieldWith('until', { state, iteration: integerType });
  const converged = typing.literal('on_limit') === 'continue' ? booleanType : trueType;
  return objectOfTypes({ state, iterations: integerType, converged });
}

/** The engine judges every state by the schema; without one the state is whatever it began as, or a pass made of it. */
function stateAfterPass(typing: NodeTyping): Type {
  const declared = typing.schema('state_schema');
  if (declared !== undefined) {
    passWith(typing, declared);
    return declared;
  }
  const initial = typing.field('state') ?? unknownType;
  if (typing.literal('max_iterations') === 1) return passWith(typing, initial);
  let state = widen(initial);
  for (let left = passes[typing.repeats] ?? 0; left > 0; left -= 1) {
    const after = passWith(typing, state);
    const next = unionOf([state, widen(after)]);
    if (isSameType(next, state)) return after;
    state = next;
  }
  return passWith(typing, unknownType);
}

function passWith(typing: NodeTyping, state: Type): Type {
  return typing.block('body', { state, iteration: integerType });
}
