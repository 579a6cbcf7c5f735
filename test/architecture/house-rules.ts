/** The habits of the house that a machine can see, each as a function from one source file to its offenders. No rule here knows of
 *  another, and none is skipped for a file: a file that needs an exception is a reason to change the rule in sight of everyone. */
import path from 'node:path';
import ts from 'typescript';

/** One rule: which files (paths from the root) it holds for, and the places in such a file that break it. */
export interface HouseRule {
  readonly name: string;
  readonly holdsFor: (file: string) => boolean;
  readonly offenders: (source: ts.SourceFile) => readonly Offender[];
}

/** A place that breaks a rule; `line` from 1. */
export interface Offender {
  readonly line: number;
  readonly what: string;
}

const maxFunctionLines = 40;
const maxFileLines = 300;
const forbiddenNames = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types'];
const pureRooms =
  /^libs\/(?:core\/src\/(?:compare|compile|cost|event|expression)|orchestrator\/src\/(?:plan|rerun|schedule))\//;
const impureNames = [
  'Date.now',
  'Math.random',
  'Promise',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'process',
  'performance',
  'fetch',
];

/** They run executions, or count them, of whichever tenant: what one may see of them is nothing that they have to know. */
const engineFacing = [
  'executions/worker/execution-factory.provider.ts',
  'executions/worker/execution-recovery.ts',
  'executions/worker/execution-retention.ts',
  'executions/worker/execution-supervisor.provider.ts',
  'metrics/live-gauges.ts',
  'relay/relay-desk.ts',
  'relay/relay-worker.module.ts',
  'secrets/secret-input-sweep.ts',
  'storage/open-feed.ts',
  'storage/storage.module.ts',
  'verify-command/run-verify-command.ts',
  'verify-command/store-verifier.ts',
].map((file) => `apps/api/src/${file}`);

/** What a generator writes has its own habits. */
const isGenerated = (file: string): boolean => file.startsWith('libs/client/src/generated/');
const isSource = (file: string): boolean =>
  /^(?:libs|apps)\/[^/]+\/src\//.test(file) && !file.endsWith('.spec.ts') && !isGenerated(file);
const isLibrarySource = (file: string): boolean => isSource(file) && file.startsWith('libs/');

/** Every rule; `house.spec.ts` holds the tree to them. */
export const houseRules: readonly HouseRule[] = [
  {
    name: `no function of the orchestrator is longer than ${maxFunctionLines} lines`,
    holdsFor: (file) => file.startsWith('libs/orchestrator/') && isSource(file),
    offenders: longFunctions,
  },
  {
    name: `no file is longer than ${maxFileLines} lines`,
    holdsFor: isSource,
    offenders: tooLong,
  },
  {
    name: 'no library says any',
    // What is unknown to the compiler fits every place, in the types of the builder as well.
    holdsFor: (file) => isLibrarySource(file) && file !== 'libs/builder/src/any-json.ts',
    offenders: (source) => places(source, (node) => node.kind === ts.SyntaxKind.AnyKeyword && 'any'),
  },
  {
    name: 'nothing is exported as default',
    holdsFor: isSource,
    offenders: (source) => places(source, (node) => isDefaultExport(node) && 'default export'),
  },
  {
    name: 'no enum: literal unions',
    holdsFor: isSource,
    offenders: (source) => places(source, (node) => ts.isEnumDeclaration(node) && `enum ${node.name.text}`),
  },
  {
    name: 'no file or folder is a drawer for anything',
    holdsFor: () => true,
    offenders: forbiddenPath,
  },
  {
    name: 'pure rooms have no clock, no chance and nothing to wait for',
    holdsFor: (file) => pureRooms.test(file) && isSource(file),
    offenders: (source) => places(source, impurity),
  },
  {
    name: 'whoever answers requests reads executions through their tenant',
    holdsFor: (file) =>
      file.startsWith('apps/api/src/') && isSource(file) && !file.includes('/testing/') && !engineFacing.includes(file),
    offenders: (source) =>
      places(source, (node) => ts.isIdentifier(node) && node.text === 'ExecutionRepository' && node.text),
  },
];

function longFunctions(source: ts.SourceFile): Offender[] {
  return places(source, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return false;
    const lines = lineOf(source, node.getEnd()) - lineOf(source, node.getStart(source)) + 1;
    return lines > maxFunctionLines && `${node.name?.getText(source) ?? 'function'}: ${lines} lines`;
  });
}

function tooLong(source: ts.SourceFile): Offender[] {
  const lines = source.text.replace(/\n$/, '').split('\n').length;
  return lines > maxFileLines ? [{ line: maxFileLines + 1, what: `${lines} lines` }] : [];
}

function forbiddenPath(source: ts.SourceFile): Offender[] {
  const words = source.fileName.split('/').map((word) => path.basename(word).replace(/(?:\.spec)?\.ts$/, ''));
  return words.filter((word) => forbiddenNames.includes(word)).map((word) => ({ line: 1, what: word }));
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return !node.isExportEquals;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

function impurity(node: ts.Node): string | false {
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async';
  if (ts.isAwaitExpression(node)) return 'await';
  if (readsClockOrZone(node)) return node.getText();
  if (ts.isPropertyAccessExpression(node)) return impureNames.includes(node.getText()) && node.getText();
  return ts.isIdentifier(node) && isFreeName(node) && impureNames.includes(node.text) && node.text;
}

/** True for `new Date()` and for a date in parts, which the machine's zone interprets. `new Date(instant)` is arithmetic. */
function readsClockOrZone(node: ts.Node): boolean {
  return ts.isNewExpression(node) && node.expression.getText() === 'Date' && node.arguments?.length !== 1;
}

/** True unless the identifier only names a member (`state.process`, `{ fetch: 1 }`). */
function isFreeName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  const namesMember =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isPropertyDeclaration(parent);
  return !(namesMember && parent.name === node);
}

/** The places of all nodes that `offence` has a word for. */
function places(source: ts.SourceFile, offence: (node: ts.Node) => string | false): Offender[] {
  const found: Offender[] = [];
  const visit = (node: ts.Node): void => {
    const what = offence(node);
    if (what) found.push({ line: lineOf(source, node.getStart(source)), what });
    // Not forEachChild, which leaves out keywords; and not the comments, which may say anything.
    for (const child of node.getChildren(source)) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(source);
  return found;
}

function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}
