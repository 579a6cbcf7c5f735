/** Types of members: what an object has under a name that is written out, in every form that it may have. */
import { nearestName } from '../../json/nearest-name.js';
import { describeType } from '../../type/describe-type.js';
import { orNull } from '../../type/nullability.js';
import { optionsOf } from '../../type/options-of.js';
import { neverType, unknownType, type KnownType, type ObjectType, type Type } from '../../type/type.js';
import { unionOf } from '../../type/union-of.js';
import type { IndexNode, MemberNode } from '../expression-node.js';
import type { CheckContext } from './check-context.js';
import { nameOf } from './path-text.js';
import type { TextEdit } from './type-problem.js';

/** The type of `.name` of a container that is not null. */
export function checkMemberAccess(container: Type, step: MemberNode, context: CheckContext): Type {
  const options = optionsOf(container);
  if (options === null) return unknownType;
  if (options.every(isObject)) return readName(options, step.name, step, context);
  const { start, end } = step;
  const message = `${nameOf(step.object) ?? 'The value'} is ${describeType(container)}, so it has no field "${step.name}".`;
  context.report({ code: 'type-mismatch', message, ...hintFor(options, step.name), start, end });
  return unknownType;
}

/** True for an object. */
export function isObject(option: KnownType): option is ObjectType {
  return option.kind === 'object';
}

function hintFor(options: readonly KnownType[], name: string): { hint?: string } {
  if (name === 'length' || name === 'size' || name === 'count') return { hint: 'Write size(x).' };
  if (options.some(({ kind }) => kind === 'list')) return { hint: 'A list has items: use [0], map or first().' };
  return options.some(isObject) ? { hint: 'Tell its kinds apart first: type(x) == "object".' } : {};
}

/**
 * The type of a name in objects of these forms. A name that only `rest` knows is taken to be there (the evaluator makes sure of it);
 * one that a form surely does not have is a fault, unless absence is absorbed.
 */
export function readName(
  options: readonly ObjectType[],
  name: string,
  step: MemberNode | IndexNode,
  context: CheckContext,
): Type {
  const [only] = options;
  const known = options.length === 1 ? only?.members.get(name) : undefined;
  if (known?.required) return known.type;
  const lacking = options.filter(({ members, rest }) => rest === null && !members.has(name));
  if (lacking.length > 0 && !context.isAbsorbed) {
    reportUnknown(options, lacking, name, step, context);
    return unknownType;
  }
  const type = unionOf(options.map(({ members, rest }) => members.get(name)?.type ?? rest ?? neverType));
  const isOptional = options.some(({ members }) => members.get(name)?.required === false);
  if (isOptional || lacking.length > 0) return orNull(type);
  const isTakenToBeThere = type.kind !== 'unknown' && options.some(({ members }) => !members.has(name));
  if (isTakenToBeThere) context.require(step);
  return type;
}

function reportUnknown(
  options: readonly ObjectType[],
  lacking: readonly ObjectType[],
  name: string,
  step: MemberNode | IndexNode,
  context: CheckContext,
): void {
  const path = nameOf(step.object) ?? 'the value';
  const { start, end } = step;
  if (lacking.length < options.length) {
    const message = `Not every form of ${path} has a field "${name}": ${describeType(unionOf(lacking))} has none.`;
    const hint = `Tell the forms apart first, or use has(…) or default(…, value).`;
    return context.report({ code: 'unknown-field', message, hint, start, end });
  }
  const names = [...new Set(options.flatMap(({ members }) => [...members.keys()]))];
  const near = nearestName(name, names);
  const edit = near === undefined ? undefined : renameEdit(step, near);
  const hint = near === undefined ? listNames(names) : `Did you mean "${near}"?`;
  const message = `${nameOf(step.object) ?? 'The value'} has no field "${name}".`;
  context.report({ code: 'unknown-field', message, hint, ...(edit && { edit }), start, end });
}

const mostNames = 8;

function listNames(names: readonly string[]): string {
  if (names.length === 0) return 'It has no fields at all.';
  const shown = names.slice(0, mostNames).join(', ');
  return `It has ${shown}${names.length > mostNames ? ', …' : ''}.`;
}

function renameEdit(step: MemberNode | IndexNode, name: string): TextEdit | undefined {
  const title = `Write ${name}`;
  const quoted = JSON.stringify(name);
  if (step.kind === 'index') {
    const { kind, start, end } = step.index;
    return kind === 'literal' ? { start, end, text: quoted, title } : undefined;
  }
  const start = step.end - step.name.length;
  if (isPlainName(name)) return { start, end: step.end, text: name, title };
  // Brackets replace the dot too, when it stands right there.
  const isTight = step.object.end + 1 === start;
  return isTight ? { start: step.object.end, end: step.end, text: `[${quoted}]`, title } : undefined;
}

/** True for what may stand behind a dot. */
function isPlainName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && !['in', 'true', 'false', 'null'].includes(name);
}
