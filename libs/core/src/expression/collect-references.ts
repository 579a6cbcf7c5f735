/** Finds what a tree reads from outside. Pure; variables that a macro binds are inside and never count. */
import { isPathNode } from './expression-node.js';
import type {
  ExpressionNode,
  IndexNode,
  MemberNode,
  PathNode,
  ReferenceNode,
  Span,
  VariableNode,
} from './expression-node.js';
import type { Reference } from './reference.js';

/** Every reference of a tree, in the order of the text. */
export function collectReferences(root: ExpressionNode): readonly Reference[] {
  const references: Reference[] = [];
  visit(root, { bound: [], absorbed: false, found: (reference) => references.push(Object.freeze(reference)) });
  return Object.freeze(references);
}

interface Visit {
  readonly bound: readonly string[];
  readonly absorbed: boolean;
  found(reference: Reference): void;
}

function visit(node: ExpressionNode, context: Visit): void {
  if (isPathNode(node)) return visitPath(node, context);
  switch (node.kind) {
    case 'macro':
      visit(node.list, context);
      return visit(node.body, { ...context, bound: [...context.bound, node.variable] });
    case 'default':
      visit(node.path, { ...context, absorbed: true });
      return visit(node.fallback, context);
    case 'has':
      return visit(node.path, { ...context, absorbed: true });
    default:
      for (const child of childrenOf(node)) visit(child, context);
  }
}

type PlainNode = Exclude<ExpressionNode, PathNode | { kind: 'macro' | 'default' | 'has' }>;

function childrenOf(node: PlainNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case 'literal':
      return [];
    case 'call':
      return node.arguments;
    case 'list':
      return node.items;
    case 'object':
      return node.entries.flatMap((entry) => [entry.key, entry.value]);
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.consequent, node.alternate];
  }
}

function visitPath(node: PathNode, context: Visit): void {
  const { base, steps } = unfold(node);
  if (base.kind === 'variable' || base.kind === 'reference') report(base, steps, context);
  else visit(base, context);
  for (const step of steps) if (step.kind === 'index') visit(step.index, context);
}

/** The base of a path and the members and indexes that follow it, from left to right. */
function unfold(node: PathNode): { base: ExpressionNode; steps: readonly (MemberNode | IndexNode)[] } {
  let count = 0;
  for (let at: ExpressionNode = node; at.kind === 'member' || at.kind === 'index'; at = at.object) count += 1;
  // Of its size at once: a list that grows by itself has room for seventeen.
  const steps = new Array<MemberNode | IndexNode>(count);
  let base: ExpressionNode = node;
  while (base.kind === 'member' || base.kind === 'index') {
    steps[(count -= 1)] = base;
    base = base.object;
  }
  return { base, steps };
}

function report(base: VariableNode | ReferenceNode, steps: readonly (MemberNode | IndexNode)[], context: Visit): void {
  if (base.kind === 'variable' && context.bound.includes(base.name)) return;
  const end = steps.findIndex((step) => staticKey(step) === undefined);
  const read = end < 0 ? steps : steps.slice(0, end);
  const path = Object.freeze(read.map((step) => staticKey(step) as string | number));
  const last: Span = read.at(-1) ?? base;
  const { absorbed } = context;
  if (base.kind === 'variable') context.found({ root: base.name, path, absorbed, start: base.start, end: last.end });
  else context.found({ root: base.root, id: base.id, path, absorbed, start: base.start, end: last.end });
}

function staticKey(step: MemberNode | IndexNode): string | number | undefined {
  if (step.kind === 'member') return step.name;
  const key = step.index.kind === 'literal' ? step.index.value : undefined;
  return typeof key === 'string' || typeof key === 'number' ? key : undefined;
}
