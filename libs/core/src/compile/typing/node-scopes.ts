/** The scopes of one node's fields. */
import { narrowScope, type TypeScope } from '../../expression/index.js';
import type { ParsedField } from '../analyse/parse-field.js';
import { cannotFail } from './cannot-fail.js';
import { unknownScope } from './type-scopes.js';

/** Scopes of a node. */
export interface NodeScopes {
  /** Of `when` itself. */
  readonly plain: TypeScope;
  /** Of the other fields, and of all that is inside: `when` holds there. */
  readonly inner: TypeScope;
  /** Of what follows a failure: `when` itself may be what failed. */
  readonly failing: TypeScope;
}

/** Narrows a node's scope by its `when`; behind one that is not trusted nothing is known. */
export function nodeScopes(plain: TypeScope, when: ParsedField | undefined, isTrusted: boolean): NodeScopes {
  if (!isTrusted) return { plain, inner: unknownScope, failing: unknownScope };
  if (when?.value.kind !== 'expression') return { plain, inner: plain, failing: plain };
  const { root } = when.value.expression;
  const inner = narrowScope(plain, root, true);
  return { plain, inner, failing: cannotFail(root) ? inner : plain };
}
