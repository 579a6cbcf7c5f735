// Rewrites a TypeScript source so that it tells which of its executable lines run: each part gets a mark in front, and no line moves.
// Exact where V8's own coverage is, at a fraction of its price: V8 keeps and reports every script a process has ever loaded, which are
// thousands for each spec.
import ts from 'typescript';
import { executableParts } from './executable-lines.mjs';

/** The global through which marked sources find their counters: from the path of a file to its lines, each 1 once it ran. */
export const linesGlobal = '__iceLines';

/**
 * The text with marks. Its behaviour is the same, but for the names of anonymous functions in initial values of properties.
 * @param {string} file path from the root of the checkout
 * @param {string} text
 */
export function countLines(file, text) {
  const parts = executableParts(text);
  if (parts.length === 0) return text;
  const edits = parts.flatMap(({ line, node }) => marks(node, `__ran(${line})`));
  // Where one part ends another may begin. Inner parts end before outer ones, and outer ones begin first.
  const ends = edits.filter(({ isEnd }) => isEnd).reverse();
  const starts = edits.filter(({ isEnd }) => !isEnd);
  const sorted = [...ends, ...starts].sort((left, right) => left.at - right.at);
  return counter(file, text) + spliced(text, sorted);
}

/** A function declaration, because those are there before everything else, also in a circle of imports. @param {string} file @param {string} text */
function counter(file, text) {
  const size = text.split('\n').length + 1;
  return `function __ran(n){(__ran.lines??=${linesGlobal}(${JSON.stringify(file)},${size}))[n]=1}`;
}

/** @typedef {{ at: number, text: string, isEnd: boolean }} Edit */

/** @param {ts.Node} node @param {string} mark @returns {Edit[]} */
function marks(node, mark) {
  if (ts.isPropertyDeclaration(node.parent) && node.parent.name === node) {
    return around(/** @type {ts.Expression} */ (node.parent.initializer), `(${mark},`, ')');
  }
  if (ts.isExpression(node)) return around(node, `(${mark},`, ')');
  if (isDirective(node)) return [];
  if (ts.isLabeledStatement(node.parent)) return marks(node.parent, mark);
  return isListed(node) ? [{ at: node.getStart(), text: `${mark};`, isEnd: false }] : around(node, `{${mark};`, '}');
}

/** @param {ts.Node} node @param {string} before @param {string} after @returns {Edit[]} */
function around(node, before, after) {
  return [
    { at: node.getStart(), text: before, isEnd: false },
    { at: node.getEnd(), text: after, isEnd: true },
  ];
}

/** `'use strict'` is one only where it comes first. @param {ts.Node} node */
function isDirective(node) {
  return ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression);
}

/** Whether a statement stands among others, so that one more may stand before it. @param {ts.Node} node */
function isListed({ parent }) {
  return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent) || ts.isModuleBlock(parent);
}

/** @param {string} text @param {readonly Edit[]} edits by place */
function spliced(text, edits) {
  let done = 0;
  let result = '';
  for (const edit of edits) {
    result += text.slice(done, edit.at) + edit.text;
    done = edit.at;
  }
  return result + text.slice(done);
}
