/** The scopes in which the expressions of a document are typed. They chain as the blocks nest: what one does not know, it asks of the
 *  one around it, so that what a container's `when` rules out is ruled out for all inside. */
import type { TypeScope } from '../../expression/index.js';
import { integerType, unknownType, type Type } from '../../type/type.js';
import type { BlockDraft, DocumentDraft, NodeDraft } from '../read/draft.js';
import { executionType, runType } from './fact-types.js';

/** Who reads: a node of the block (or what is inside of it), the block's own output at its end, or the `finally` block later on. */
export type Reader = NodeDraft | 'end' | 'afterwards';

/** What scopes look up. */
export interface ScopeFacts {
  readonly draft: DocumentDraft;
  /** Type of a node's output for a reader of its block. */
  read(target: NodeDraft, reader: Reader): Type;
}

/** Variables by name. */
export type Variables = Readonly<Record<string, Type>>;

/** A scope of which nothing is known. */
export const unknownScope: TypeScope = Object.freeze({
  variable: () => unknownType,
  node: () => unknownType,
  run: () => unknownType,
});

/** What every expression sees: the inputs and the execution. */
export function documentScope(inputs: Type): TypeScope {
  return {
    variable: (name) => (name === 'inputs' ? inputs : name === 'execution' ? executionType : unknownType),
    node: () => unknownType,
    run: () => unknownType,
  };
}

/** What a reader in a block sees. */
export class BlockScope implements TypeScope {
  constructor(
    private readonly facts: ScopeFacts,
    private readonly block: BlockDraft,
    private readonly reader: Reader,
    private readonly outer: TypeScope,
  ) {}

  variable(name: string): Type {
    return name === 'attempt' && typeof this.reader === 'object' ? integerType : this.outer.variable(name);
  }

  node(id: string): Type {
    const target = this.facts.draft.nodeById.get(id);
    return target?.block === this.block ? this.facts.read(target, this.reader) : this.outer.node(id);
  }

  run(id: string): Type {
    const target = this.facts.draft.nodeById.get(id);
    if (target?.block !== this.block) return this.outer.run(id);
    return target.kind === null ? unknownType : runType;
  }
}

/** The scope with more variables in it. */
export function withVariables(scope: TypeScope, variables: Variables): TypeScope {
  return {
    variable: (name) => (Object.hasOwn(variables, name) ? (variables[name] as Type) : scope.variable(name)),
    node: (id) => scope.node(id),
    run: (id) => scope.run(id),
  };
}

/** The scope without what these references name: they mean nothing, and that is told elsewhere. */
export function withoutFaults(
  scope: TypeScope,
  faults: readonly { readonly root: string; readonly id?: string }[],
): TypeScope {
  const isFault = (root: string, id?: string): boolean => {
    return faults.some((fault) => fault.root === root && (id === undefined || fault.id === id));
  };
  return {
    variable: (name) => (isFault(name) ? unknownType : scope.variable(name)),
    node: (id) => (isFault('nodes', id) ? unknownType : scope.node(id)),
    run: (id) => (isFault('runs', id) ? unknownType : scope.run(id)),
  };
}
