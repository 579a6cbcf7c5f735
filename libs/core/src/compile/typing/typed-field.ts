/** A template field with the types of its parts: what checks compare with what is wanted there. */
import { checkTemplateValue } from '../../expression/index.js';
import type { ExpressionNode, LocatedTypeProblem, TemplateValue, TypeScope } from '../../expression/index.js';
import { extendPointer } from '../../json/json-pointer.js';
import { literalList, typeOfValue } from '../../type/type-of-value.js';
import type { MemberType, Type } from '../../type/type.js';

/** A part of a field. */
export interface TypedPart {
  readonly type: Type;
  readonly template: TemplateValue;
  /** From the field's value; empty for the value itself. */
  readonly pointer: string;
  /** The parts inside, by key or position; none in texts, and none in what holds no expression. */
  readonly parts: readonly (readonly [key: string | number, part: TypedPart])[];
}

/** A field with its types. */
export interface TypedField {
  readonly whole: TypedPart;
  readonly problems: readonly LocatedTypeProblem[];
  /** Keys in its expressions that are there by their types. */
  readonly required: ReadonlySet<ExpressionNode>;
}

/** Types a parsed field. */
export function typeField(template: TemplateValue, scope: TypeScope): TypedField {
  if (template.kind === 'list' || template.kind === 'object') return typeParts(template, scope);
  if (template.kind !== 'literal') {
    const { type, problems, required } = checkTemplateValue(template, scope);
    return { whole: { type, template, pointer: '', parts: noParts }, problems, required };
  }
  const whole = { type: typeOfValue(template.value), template, pointer: '', parts: noParts };
  return { whole, problems: noProblems, required: noKeys };
}

const noParts: TypedPart['parts'] = Object.freeze([]);
const noProblems: TypedField['problems'] = Object.freeze([]);
const noKeys: TypedField['required'] = new Set();

interface Reading {
  readonly scope: TypeScope;
  readonly problems: LocatedTypeProblem[];
  required: Set<ExpressionNode> | undefined;
}

function typeParts(template: TemplateValue, scope: TypeScope): TypedField {
  const reading: Reading = { scope, problems: [], required: undefined };
  const whole = typePart(template, '', reading);
  return { whole, problems: reading.problems, required: reading.required ?? noKeys };
}

/** Recursion goes no deeper than documents may. */
function typePart(template: TemplateValue, pointer: string, reading: Reading): TypedPart {
  switch (template.kind) {
    case 'literal':
      return { type: typeOfValue(template.value), template, pointer, parts: noParts };
    case 'list': {
      const parts = template.items.map(
        (item, index) => [index, typePart(item, `${pointer}/${index}`, reading)] as const,
      );
      return { type: literalList(parts.map(([, { type }]) => type)), template, pointer, parts };
    }
    case 'object': {
      const parts = template.entries.map(
        ([key, value]) => [key, typePart(value, extendPointer(pointer, key), reading)] as const,
      );
      return { type: objectOfParts(parts), template, pointer, parts };
    }
    default:
      return { type: typeText(template, reading), template, pointer, parts: noParts };
  }
}

function objectOfParts(parts: readonly (readonly [string, TypedPart])[]): Type {
  const members = new Map<string, MemberType>();
  for (const [key, { type }] of parts) members.set(key, { type, required: true });
  return Object.freeze({ kind: 'object', members, rest: null });
}

function typeText(template: TemplateValue, reading: Reading): Type {
  const { type, problems, required } = checkTemplateValue(template, reading.scope);
  for (const problem of problems) reading.problems.push(problem);
  if (required.size === 0) return type;
  reading.required ??= new Set();
  for (const key of required) reading.required.add(key);
  return type;
}
