// Which lines of a TypeScript source can be covered at all: those where a statement, a branch or an initial value begins. Types,
// imports, declarations, brackets and comments run nothing, and would only flatter the percentage.
import ts from 'typescript';

/**
 * The executable lines, from 1.
 * @param {string} text
 * @returns {Set<number>}
 */
export function executableLines(text) {
  return new Set(executableParts(text).map(({ line }) => line));
}

/**
 * What begins on the executable lines, outer parts before inner ones: a statement, an expression that runs in its place (the body of
 * an arrow, a branch), or the name of a property with an initial value.
 * @param {string} text
 * @returns {{ line: number, node: ts.Node }[]} lines from 1
 */
export function executableParts(text) {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  /** @type {{ line: number, node: ts.Node }[]} */
  const parts = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (isWithoutCode(node)) return;
    for (const start of executableStarts(node)) {
      parts.push({ line: source.getLineAndCharacterOfPosition(start.getStart(source)).line + 1, node: start });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return parts;
}

/** Types, imports, re-exports and everything declared without a body. @param {ts.Node} node */
function isWithoutCode(node) {
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword || kind === ts.SyntaxKind.AbstractKeyword) && !ts.isClassDeclaration(node);
}

/** Where the code of a node itself begins, apart from that of its children. @param {ts.Node} node @returns {ts.Node[]} */
function executableStarts(node) {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.some(({ initializer }) => initializer) ? [node] : [];
  if (isPlainStatement(node)) return [node];
  if (ts.isPropertyDeclaration(node)) return node.initializer ? [node.name] : [];
  if (ts.isArrowFunction(node)) return ts.isBlock(node.body) ? [] : [node.body];
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  return [];
}

/** @param {ts.Node} node */
function isPlainStatement(node) {
  return (
    ts.isExpressionStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isIfStatement(node) ||
    ts.isSwitchStatement(node) ||
    ts.isIterationStatement(node, false) ||
    ts.isBreakOrContinueStatement(node) ||
    ts.isExportAssignment(node)
  );
}
