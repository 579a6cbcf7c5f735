/** Paths as they stand in the text, so that an edit can put something around them. */
import { describePath } from '../describe-path.js';
import { isPathNode, type ExpressionNode } from '../expression-node.js';

/** How a message names a part: as a path. Undefined for what is none; never with computed keys, which may hold data. */
export function nameOf(node: ExpressionNode): string | undefined {
  if (isPathNode(node)) return describePath(node);
  const text = plainTextOf(node);
  return text !== undefined && text.length <= longestName ? text : undefined;
}

const longestName = 80;

/** The text of a path, a `first()` or `last()` after it included. Undefined for anything else, and for a path that is written in
 *  another way (spaces, brackets around a part): its span is no text that could be wrapped then. */
export function plainTextOf(node: ExpressionNode): string | undefined {
  const text = write(node);
  return text?.length === node.end - node.start ? text : undefined;
}

function write(node: ExpressionNode): string | undefined {
  switch (node.kind) {
    case 'variable':
      return node.name;
    case 'reference':
      return node.root + writeName(node.id);
    case 'member':
      return append(node.object, `.${node.name}`);
    case 'index':
      return append(node.object, writeIndex(node.index));
    case 'call':
      return isEndOfList(node.name) && node.arguments[0] ? append(node.arguments[0], `.${node.name}()`) : undefined;
    default:
      return undefined;
  }
}

function isEndOfList(name: string): boolean {
  return name === 'first' || name === 'last';
}

function append(object: ExpressionNode, end: string | undefined): string | undefined {
  const text = plainTextOf(object);
  return text === undefined || end === undefined ? undefined : text + end;
}

function writeIndex(index: ExpressionNode): string | undefined {
  const text = index.kind === 'literal' ? JSON.stringify(index.value) : plainTextOf(index);
  return text === undefined ? undefined : `[${text}]`;
}

function writeName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
