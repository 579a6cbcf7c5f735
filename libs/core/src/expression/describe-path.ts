/** How a path reads in a message: `nodes.copy.title`. Computed parts are left out: they may hold data. */
import type { ExpressionNode } from './expression-node.js';

const longestPath = 200;

/** The path as it is written, on one line and cut when it is long; "the value" where it is none. */
export function describePath(node: ExpressionNode): string {
  const path = writePath(node);
  return path.length <= longestPath ? path : `${path.slice(0, longestPath)}…`;
}

function writePath(node: ExpressionNode): string {
  switch (node.kind) {
    case 'variable':
      return node.name;
    case 'reference':
      return `${node.root}${writeName(node.id)}`;
    case 'member':
      return `${writePath(node.object)}.${node.name}`;
    case 'index':
      return `${writePath(node.object)}[${node.index.kind === 'literal' ? JSON.stringify(node.index.value) : '…'}]`;
    default:
      return 'the value';
  }
}

function writeName(name: string): string {
  return /^\w+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
