/** Which node kinds this version runs. The others are judged like these, and refused by name. */
import type { BlueprintNode, NodeKind } from './node-schema.js';

/** The kinds that have an executor. */
export const runnableNodeKinds = [
  'tool',
  'llm',
  'condition',
  'loop',
  'recursive',
  'parallel',
  'group',
  'fail',
  'workflow',
  'code',
  'human',
  'wait',
] as const satisfies readonly NodeKind[];

/** The name of a kind that has an executor. */
export type RunnableNodeKind = (typeof runnableNodeKinds)[number];

/** A node that this version runs. */
export type RunnableNode = Extract<BlueprintNode, { readonly type: RunnableNodeKind }>;

/** True for a kind that has an executor. */
export function isRunnableKind(kind: NodeKind): kind is RunnableNodeKind {
  return (runnableNodeKinds as readonly NodeKind[]).includes(kind);
}
