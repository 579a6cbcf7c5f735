/** Names that no node and no variable may have: in an expression they already mean something. */

/** Words of the expression language. */
export const reservedWords: ReadonlySet<string> = new Set([
  ...['as', 'break', 'const', 'continue', 'else', 'false', 'for', 'function', 'if', 'import', 'in', 'let', 'loop'],
  ...['namespace', 'null', 'package', 'return', 'true', 'var', 'void', 'while'],
]);

/** Names that every expression, or one in some block, can read. */
export const rootNames: ReadonlySet<string> = new Set([
  ...['inputs', 'nodes', 'runs', 'execution', 'secrets'],
  ...['index', 'state', 'iteration', 'attempt', 'failure'],
]);
