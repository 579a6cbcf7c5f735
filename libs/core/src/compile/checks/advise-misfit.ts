/** What to do about a value that does not fit: a value for null, another field, or a conversion, where only one is meant. */
import { isPathNode, type Expression, type ExpressionNode } from '../../expression/index.js';
import { misfitOf } from '../../type/misfit.js';
import { withoutNull } from '../../type/nullability.js';
import { isNever, optionsOf } from '../../type/options-of.js';
import type { ObjectType, Type } from '../../type/type.js';
import { listOf } from '../diagnostic/describe-value.js';
import type { Advice } from '../diagnostic/finding.js';
import { mendText, textAt } from '../diagnostic/mend-text.js';
import type { PartMisfit } from './judge-part.js';
import type { Wanting } from './misfit-finding.js';

/** Hint and fix. */
export function adviseMisfit(found: PartMisfit, wanting: Wanting): Advice {
  const { part, misfit, wanted } = found;
  if (part.template.kind === 'text') {
    return { hint: 'Text around an expression makes all of it text; an expression alone keeps its type.' };
  }
  if (part.template.kind !== 'expression') return {};
  const { expression } = part.template;
  if (misfit.reason === 'null') return adviseNull(found, expression, wanting);
  if (misfit.path.length > 0 || misfit.reason !== 'kind') return {};
  return adviseKind(part.type, wanted, expression, (text, title) => mended(found, wanting, expression, text, title));
}

function adviseNull(found: PartMisfit, expression: Expression, wanting: Wanting): Advice {
  const { source } = expression;
  if (isNever(withoutNull(found.misfit.found))) return { hint: 'It is null here in any case: give another value.' };
  if (found.misfit.path.length > 0) {
    const isItem = found.misfit.path.join() === '*';
    return {
      hint: isItem
        ? `Leave the nulls out: ${source}.filter(item, item != null).`
        : 'Give it a value with default(value, other).',
    };
  }
  const zero = wanting.fallback === undefined ? zeroOf(found.wanted) : JSON.stringify(wanting.fallback);
  if (zero === undefined)
    return { hint: `Give it a value with default(${source}, …), or test ${source} != null first.` };
  const { start, end } = lastFallback(expression.root);
  const part = textAt(wanting.field, found.part.pointer).slice(start, end);
  const text = `default(${part}, ${zero})`;
  return {
    hint: `Write ${text}, or test ${part} != null first.`,
    mend: mendText(wanting.field, found.part.pointer, {
      start,
      end,
      text,
      title: 'Give it a value for when it is null',
    }),
  };
}

/** Of `default(a, b)` it can only be `b` that is null. */
function lastFallback(node: ExpressionNode): ExpressionNode {
  return node.kind === 'default' ? lastFallback(node.fallback) : node;
}

const zeros: Readonly<Record<string, string>> = { string: '""', number: '0', boolean: 'false', list: '[]' };

/** The empty value of the one kind that is wanted; undefined where several are, or only certain ones: which is not ours to say. */
function zeroOf(wanted: Type): string | undefined {
  const options = optionsOf(withoutNull(wanted)) ?? [];
  const [only] = options;
  if (only === undefined || options.length > 1 || (only.kind !== 'boolean' && 'values' in only)) return undefined;
  if (only.kind === 'object') return [...only.members.values()].some(({ required }) => required) ? undefined : '{}';
  return zeros[only.kind];
}

type Mend = (text: string, title: string) => Advice['mend'];

function adviseKind(found: Type, wanted: Type, expression: Expression, mend: Mend): Advice {
  const { source } = expression;
  const options = optionsOf(found) ?? [];
  const [only] = options;
  if (options.length === 1 && only?.kind === 'object' && isPathNode(expression.root)) {
    return adviseMember(only, wanted, source, mend);
  }
  if (options.every(({ kind }) => kind === 'number' || kind === 'boolean') && takes(wanted, 'string')) {
    return { hint: `string(${source}) makes a text of it.`, mend: mend(`string(${source})`, 'Make a text of it') };
  }
  if (options.every(({ kind }) => kind === 'string') && takes(wanted, 'number')) {
    return { hint: `number(${source}) reads it as a number.` };
  }
  return takes(wanted, 'boolean') ? { hint: `A condition is true or false: compare it, as in ${source} == ….` } : {};
}

/** True for a type that takes any value of the kind and nothing else. */
function takes(wanted: Type, kind: string): boolean {
  return wanted.kind === kind && !('values' in wanted);
}

/** The one field that would fit is what was meant. */
function adviseMember(found: ObjectType, wanted: Type, source: string, mend: Mend): Advice {
  const fitting = [...found.members].filter(([, { type, required }]) => {
    return required && type.kind !== 'unknown' && misfitOf(type, wanted) === null;
  });
  const paths = fitting.map(([name]) => source + memberText(name));
  const [path] = paths;
  if (path === undefined) return {};
  const hint = `Did you mean ${listOf(paths)}?`;
  return paths.length === 1 ? { hint, mend: mend(path, `Read ${path}`) } : { hint };
}

function memberText(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** Replaces the expression of the part. */
function mended(
  found: PartMisfit,
  { field }: Wanting,
  expression: Expression,
  text: string,
  title: string,
): Advice['mend'] {
  const start = textAt(field, found.part.pointer).indexOf(expression.source);
  if (start < 0) return undefined;
  return mendText(field, found.part.pointer, { start, end: start + expression.source.length, text, title });
}
