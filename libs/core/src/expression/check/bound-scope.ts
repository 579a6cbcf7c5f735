/** A scope in which some names have other types than around it. Immutable, like the scope around it is taken to be. */
import type { Type } from '../../type/type.js';
import type { PathNode } from '../expression-node.js';
import type { TypeScope } from './type-scope.js';

/** What a path begins with: a name that a scope knows. */
export interface ScopeRoot {
  readonly kind: 'variable' | 'node' | 'run';
  readonly name: string;
}

/** The root that a variable or a reference is; undefined for a secret, which is always a text. */
export function rootOf(node: PathNode): ScopeRoot | undefined {
  if (node.kind === 'variable') return { kind: 'variable', name: node.name };
  if (node.kind !== 'reference' || node.root === 'secrets') return undefined;
  return { kind: node.root === 'nodes' ? 'node' : 'run', name: node.id };
}

/** The type of a root. */
export function typeOfRoot(scope: TypeScope, { kind, name }: ScopeRoot): Type {
  return scope[kind](name);
}

/** The scope with another type for one root. */
export function bindRoot(scope: TypeScope, root: ScopeRoot, type: Type): TypeScope {
  const { base, types } = layersOf(scope);
  return new BoundScope(base, new Map([...types, [keyOf(root), type]]));
}

/** What is known when one of two narrowed scopes of `scope` holds: of each root the types of both. */
export function joinScopes(
  scope: TypeScope,
  left: TypeScope,
  right: TypeScope,
  join: (left: Type, right: Type) => Type,
): TypeScope {
  const { base, types } = layersOf(scope);
  const joined = new Map(types);
  const others = layersOf(right).types;
  for (const [key, type] of layersOf(left).types) {
    const other = others.get(key);
    if (other !== undefined) joined.set(key, join(type, other));
  }
  return new BoundScope(base, joined);
}

class BoundScope implements TypeScope {
  constructor(
    readonly base: TypeScope,
    readonly types: ReadonlyMap<string, Type>,
  ) {}

  variable(name: string): Type {
    return this.types.get(keyOf({ kind: 'variable', name })) ?? this.base.variable(name);
  }

  node(name: string): Type {
    return this.types.get(keyOf({ kind: 'node', name })) ?? this.base.node(name);
  }

  run(name: string): Type {
    return this.types.get(keyOf({ kind: 'run', name })) ?? this.base.run(name);
  }
}

/** One layer is enough: binding in a bound scope makes a new one over the same base. */
function layersOf(scope: TypeScope): { base: TypeScope; types: ReadonlyMap<string, Type> } {
  return scope instanceof BoundScope ? scope : { base: scope, types: new Map() };
}

function keyOf({ kind, name }: ScopeRoot): string {
  return `${kind}:${name}`;
}
