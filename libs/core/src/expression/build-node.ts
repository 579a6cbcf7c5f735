/**
 * Turns the parser library's tree into ours, and refuses what the language does not have. Every construct that we do not
 * name here is refused; nothing passes because it was forgotten.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { buildCall } from './build-call.js';
import type { BuildPlace, Unplaced } from './build-place.js';
import { expressionLimits } from './expression-limits.js';
import type { BinaryOperator, ExpressionNode, ObjectEntryNode, Span, StaticRoot } from './expression-node.js';
import { refuse } from './expression-problem.js';

/**
 * Our tree for a library tree. Throws `ProblemStop`, with positions in the expression's own text.
 *
 * @param offset added to the spans of the tree: where the expression begins in the whole text.
 */
export function buildNode(cel: ASTNode, offset: number, depth = 0): ExpressionNode {
  if (depth > expressionLimits.depth)
    refuse(cel, `The expression is nested deeper than ${expressionLimits.depth} levels.`);
  const place = cel.op === 'value' || cel.op === 'id' ? leaf : placeInside(offset, depth);
  const node: Unplaced & { -readonly [Bound in keyof Span]?: number } = buildKind(cel, place);
  // Assigned: a spread is fifty times slower here, and blueprints hold thousands of nodes.
  node.start = cel.start + offset;
  node.end = cel.end + offset;
  return Object.freeze(node as Unplaced & Span);
}

function placeInside(offset: number, depth: number): BuildPlace {
  return { build: (child) => buildNode(child, offset, depth + 1) };
}

/** Nothing is built inside of literals and names. */
const leaf: BuildPlace = placeInside(0, 0);

function buildKind(cel: ASTNode, place: BuildPlace): Unplaced {
  switch (cel.op) {
    case 'value':
      return { kind: 'literal', value: literalValue(cel.args, cel) };
    case 'id':
      return buildVariable(cel.args, cel);
    case '.':
      return buildMember(cel.args[0], cel.args[1], cel, place);
    case '[]':
      return buildIndex(cel.args[0], cel.args[1], cel, place);
    case 'call':
      return buildCall(cel.args[0], cel.args[1], cel, place);
    case 'rcall':
      return buildCall(cel.args[0], [cel.args[1], ...cel.args[2]], cel, place);
    default:
      return buildComposite(cel, place);
  }
}

function buildComposite(cel: ASTNode, place: BuildPlace): Unplaced {
  switch (cel.op) {
    case 'list':
      return { kind: 'list', items: Object.freeze(cel.args.map((item) => place.build(item))) };
    case 'map':
      return { kind: 'object', entries: buildEntries(cel.args, place) };
    case '?:': {
      const [condition, consequent, alternate] = cel.args;
      return {
        kind: 'conditional',
        condition: place.build(condition),
        consequent: place.build(consequent),
        alternate: place.build(alternate),
      };
    }
    case '!_':
      return { kind: 'unary', operator: '!', operand: place.build(cel.args) };
    case '-_':
      return buildMinus(place.build(cel.args));
    default:
      return buildBinary(cel, place);
  }
}

const binaryOperators: ReadonlySet<string> = new Set<BinaryOperator>([
  '+',
  '-',
  '*',
  '/',
  '%',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  '&&',
  '||',
]);

function buildBinary(cel: ASTNode, place: BuildPlace): Unplaced {
  if (!binaryOperators.has(cel.op)) refuse(cel, `The operator ${cel.op} is not part of the language.`);
  const [left, right] = cel.args as [ASTNode, ASTNode];
  return { kind: 'binary', operator: cel.op as BinaryOperator, left: place.build(left), right: place.build(right) };
}

function literalValue(value: unknown, span: Span): null | boolean | number | string {
  if (typeof value === 'bigint') return wholeNumber(value, span);
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (value instanceof Uint8Array) refuse(span, 'There are no bytes literals.', 'Write a text, or base64_decode("…").');
  refuse(span, 'There are no unsigned numbers.', 'Write the number without the u.');
}

function wholeNumber(value: bigint, span: Span): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    refuse(span, 'A whole number of 2^53 or more cannot be kept exactly.', 'Write it as a text.');
  }
  return number;
}

function buildMinus(operand: ExpressionNode): Unplaced {
  if (operand.kind === 'literal' && typeof operand.value === 'number')
    return { kind: 'literal', value: 0 - operand.value };
  return { kind: 'unary', operator: '-', operand };
}

const staticRoots: ReadonlySet<string> = new Set<StaticRoot>(['nodes', 'runs', 'secrets']);
const forbiddenNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function buildVariable(name: string, span: Span): Unplaced {
  refuseForbiddenName(name, span);
  if (staticRoots.has(name)) {
    refuse(span, `"${name}" must be followed by a name that is written out.`, `Write ${name}.<name>.`);
  }
  return { kind: 'variable', name };
}

function buildMember(object: ASTNode, name: string, span: Span, place: BuildPlace): Unplaced {
  refuseForbiddenName(name, span);
  const root = staticRootOf(object);
  return root ? { kind: 'reference', root, id: name } : { kind: 'member', object: place.build(object), name };
}

function buildIndex(object: ASTNode, index: ASTNode, span: Span, place: BuildPlace): Unplaced {
  const key = index.op === 'value' ? index.args : undefined;
  if (typeof key === 'string') refuseForbiddenName(key, span);
  const root = staticRootOf(object);
  if (!root) return { kind: 'index', object: place.build(object), index: place.build(index) };
  if (typeof key === 'string') return { kind: 'reference', root, id: key };
  refuse(span, `A name of "${root}" must be written out, it cannot be computed.`, `Write ${root}.<name>.`);
}

function staticRootOf(cel: ASTNode): StaticRoot | undefined {
  return cel.op === 'id' && staticRoots.has(cel.args) ? (cel.args as StaticRoot) : undefined;
}

function refuseForbiddenName(name: string, span: Span): void {
  if (forbiddenNames.has(name)) refuse(span, `"${name}" is not a name that can be read.`);
}

function buildEntries(
  entries: readonly (readonly [ASTNode, ASTNode])[],
  place: BuildPlace,
): readonly ObjectEntryNode[] {
  const seen = new Set<string>();
  return Object.freeze(
    entries.map(([celKey, celValue]) => {
      const key = place.build(celKey);
      if (key.kind === 'literal') checkKey(key.value, celKey, seen);
      return Object.freeze({ key, value: place.build(celValue) });
    }),
  );
}

function checkKey(key: null | boolean | number | string, span: Span, seen: Set<string>): void {
  if (typeof key !== 'string') refuse(span, 'A key of an object must be a text.', 'Put the key in quotes.');
  refuseForbiddenName(key, span);
  if (seen.has(key)) refuse(span, `The key ${JSON.stringify(key)} stands twice.`);
  seen.add(key);
}
