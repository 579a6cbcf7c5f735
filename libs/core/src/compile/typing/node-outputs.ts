/** The types of outputs as far as they are known, and as a reader sees them: with null where the output may be absent. */
import { orNull } from '../../type/nullability.js';
import { isNever } from '../../type/options-of.js';
import { neverType, unknownType, type Type } from '../../type/type.js';
import { fieldOf, type DocumentDraft, type NodeDraft } from '../read/draft.js';
import type { Presence } from './presence.js';
import type { Reader, ScopeFacts } from './type-scopes.js';

/** The outputs of one document. */
export class NodeOutputs implements ScopeFacts {
  /** By the node's `order`. */
  readonly #completed: Type[] = [];
  /** The same as an output that may be absent. */
  readonly #absent: (Type | undefined)[] = [];

  constructor(
    readonly draft: DocumentDraft,
    readonly presence: Presence,
  ) {}

  set(node: NodeDraft, type: Type): void {
    this.#completed[node.order] = type;
    this.#absent[node.order] = undefined;
  }

  /** What the node gives when it completes; unknown for one that never does. */
  completed(node: NodeDraft): Type {
    const type = this.#completed[node.order] ?? neverType;
    return isNever(type) ? unknownType : type;
  }

  /** True for a node that always runs and always fails: then its block never gives anything. */
  isDeadEnd(node: NodeDraft): boolean {
    const type = this.#completed[node.order];
    return type !== undefined && isNever(type) && this.#isThere(node, 'end');
  }

  read(target: NodeDraft, reader: Reader): Type {
    if (target === reader) return unknownType;
    return this.#isThere(target, reader) ? this.completed(target) : this.#orAbsent(target);
  }

  #isThere(target: NodeDraft, reader: Reader): boolean {
    if (reader === 'afterwards' || isContinued(target)) return false;
    return this.presence.isCertain(target, reader === 'end' ? null : reader);
  }

  /** Of a node that never completes null is all that is ever read. */
  #orAbsent({ order }: NodeDraft): Type {
    return (this.#absent[order] ??= orNull(this.#completed[order] ?? unknownType));
  }
}

/** True for a node whose failure gives null in place of an output. */
function isContinued({ object }: NodeDraft): boolean {
  return fieldOf(object, 'on_error')?.value === 'continue';
}
