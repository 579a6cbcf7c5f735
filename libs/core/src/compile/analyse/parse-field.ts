/** Parses one field: its expressions, and what is wrong with their text. */
import { parseCondition, parseExpression, parseTemplateValue } from '../../expression/index.js';
import type {
  Expression,
  LocatedProblem,
  LocatedReference,
  ParsedTemplateValue,
  TemplateValue,
} from '../../expression/index.js';
import type { JsonValue } from '../../json/json-value.js';
import { describePlace, describeValue } from '../diagnostic/describe-value.js';
import { errorAt, type Advice, type Finding } from '../diagnostic/finding.js';
import type { Field } from '../read/draft.js';
import { rootNames } from './reserved-names.js';
import type { FieldForm } from './template-fields.js';

/** A field and the expressions in it. */
export interface ParsedField {
  /** As in `CompiledNode.fields`, or `when`; `output` for a block's; the output's name for the blueprint's. */
  readonly name: string;
  readonly field: Field;
  readonly value: TemplateValue;
  readonly references: readonly LocatedReference[];
  /** False where the text has findings of its own: then nothing is said about its values. */
  readonly isSound: boolean;
}

/** Parses the field; problems go to `findings`. */
export function parseField(name: string, field: Field, form: FieldForm, findings: Finding[]): ParsedField {
  const { value, references, problems } = parseAs(form, field.value);
  for (const problem of problems) findings.push(problemFinding(problem, field));
  const isSound = problems.length === 0;
  if (!isSound || !isText(value, field.value, form)) return { name, field, value, references, isSound };
  const bare = bareExpression(field.value);
  findings.push(textFinding(field, field.value, form, bare !== undefined));
  // What was surely meant as an expression is read as one, so that its names are judged at once.
  return { name, field, ...(bare === undefined ? { value, references } : expressionValue(bare)), isSound: false };
}

function parseAs(form: FieldForm, value: JsonValue): ParsedTemplateValue {
  return form === 'condition' && typeof value === 'string' ? conditionValue(value) : parseTemplateValue(value);
}

function conditionValue(text: string): ParsedTemplateValue {
  const parsed = parseCondition(text);
  if (parsed.ok) return { ...expressionValue(parsed.expression), problems: [] };
  return { value: { kind: 'literal', value: text }, references: [], problems: [{ ...parsed.problem, pointer: '' }] };
}

/** A field that is one expression: it stands at the field itself. */
function expressionValue(expression: Expression): Pick<ParsedTemplateValue, 'value' | 'references'> {
  const references = expression.references.map((reference) => ({ ...reference, pointer: '' }));
  return { value: { kind: 'expression', expression, pointer: '' }, references };
}

function problemFinding(problem: LocatedProblem, field: Field): Finding {
  const place = { pointer: field.pointer + problem.pointer, nodeId: field.nodeId };
  const sentence = problem.message.replace(/\.$/, '');
  const message = `${describePlace(place.pointer)}: ${sentence} (at character ${problem.start + 1})`;
  return errorAt(place, problem.code, message, () => ({ hint: problem.hint }));
}

/** True for text where a number or a list has to be: interpolated text never becomes one. */
function isText(parsed: TemplateValue, value: JsonValue, form: FieldForm): value is string {
  return (form === 'number' || form === 'list') && typeof value === 'string' && parsed.kind !== 'expression';
}

/** The expression in text that lacks only its braces: every name in it is a root, or has something behind it. */
function bareExpression(text: string): Expression | undefined {
  const parsed = parseExpression(text);
  if (!parsed.ok || parsed.expression.references.length === 0) return undefined;
  const isPath = parsed.expression.references.every(({ root, path }) => rootNames.has(root) || path.length > 0);
  return isPath ? parsed.expression : undefined;
}

function textFinding(field: Field, text: string, form: FieldForm, isBare: boolean): Finding {
  const expected = `${form === 'number' ? 'a number' : 'a list'}, or one expression that gives it`;
  const message = `${describePlace(field.pointer)}: expected ${expected}, got ${describeValue(text)}`;
  return errorAt(field, 'validation-failed', message, () => adviseText(field, text, form, isBare));
}

function adviseText(field: Field, text: string, form: FieldForm, isBare: boolean): Advice {
  const isNumber = form === 'number' && /^[0-9]+(\.[0-9]+)?$/.test(text);
  if (!isNumber && !isBare) return {};
  const value = isNumber ? Number(text) : `{{ ${text.trim()} }}`;
  const patch = [{ op: 'replace', path: field.pointer, value }] as const;
  const hint = isNumber ? 'A number stands without quotes.' : 'An expression stands in braces.';
  return { hint, fix: { title: `Replace it by ${describeValue(value)}`, patch } };
}
