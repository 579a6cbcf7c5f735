/** Check: every expression is sound for the types that it reads, and gives what its field needs. */
import type { LocatedTypeProblem } from '../../expression/index.js';
import { isNullable } from '../../type/nullability.js';
import { booleanType, stringType, type Type } from '../../type/type.js';
import type { Analysis } from '../analyse/analysis.js';
import type { ParsedField } from '../analyse/parse-field.js';
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { mendText } from '../diagnostic/mend-text.js';
import type { NodeDraft } from '../read/draft.js';
import type { TypedDocument } from '../typing/typed-document.js';
import type { TypedPart } from '../typing/typed-field.js';
import { judgePart, type PartMisfit } from './judge-part.js';
import { misfitFinding } from './misfit-finding.js';
import { sharedWantedFields, wantedFields, type WantedField } from './wanted-fields.js';

/** Findings about the types of all fields. Tool arguments and outputs have checks of their own for what they need. */
export function checkTypes({ draft, fields }: Analysis, types: TypedDocument): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (parsed: ParsedField): void => {
    for (const problem of types.typedField(parsed)?.problems ?? []) findings.push(problemFinding(problem, parsed));
  };
  for (const node of draft.nodes) {
    for (const parsed of fields.byNode[node.order] ?? []) {
      add(parsed);
      for (const finding of checkNeed(node, parsed, types)) findings.push(finding);
    }
  }
  for (const parsed of fields.blockOutputs.values()) add(parsed);
  for (const parsed of fields.outputs) add(parsed);
  for (const { when, message } of fields.monitors) {
    add(when);
    add(message);
    findings.push(...checkMonitor(when, booleanType, types), ...checkMonitor(message, 'text', types));
  }
  return findings;
}

function problemFinding({ code, message, hint, edit, pointer }: LocatedTypeProblem, { field }: ParsedField): Finding {
  const place = { pointer: field.pointer + pointer, nodeId: field.nodeId };
  const sentence = `${describePlace(place.pointer)}: ${message.replace(/\.$/, '')}`;
  return errorAt(place, code, sentence, () => ({ hint, mend: edit && mendText(field, pointer, edit) }));
}

function checkNeed(node: NodeDraft, parsed: ParsedField, types: TypedDocument): readonly Finding[] {
  const wanted = wantedOf(node, parsed.name);
  const whole = wanted === undefined ? undefined : types.typedField(parsed)?.whole;
  if (wanted === undefined || whole === undefined) return [];
  const wanting = { field: parsed.field, name: nameOf(node, parsed) };
  if (wanted === 'text') return nullTexts(whole).map((found) => misfitFinding(found, wanting));
  const type = typeof wanted === 'string' ? types.schemaOf(node, wanted) : wanted;
  if (type === undefined) return [];
  const judged = wanted === 'answer_schema' ? 'computed' : 'all';
  return judgePart(whole, type, judged).map((found) => misfitFinding(found, wanting));
}

function checkMonitor(parsed: ParsedField, wanted: Type | 'text', types: TypedDocument): readonly Finding[] {
  const whole = types.typedField(parsed)?.whole;
  if (whole === undefined) return [];
  const wanting = { field: parsed.field, name: describePlace(parsed.field.pointer) };
  const misfits = wanted === 'text' ? nullTexts(whole) : judgePart(whole, wanted, 'all');
  return misfits.map((found) => misfitFinding(found, wanting));
}

/** `route.cases[0].when`. */
function nameOf({ id, kind, object }: NodeDraft, { field }: ParsedField): string {
  return `${id ?? kind ?? ''}.${describePlace(field.pointer.slice(object.pointer.length))}`;
}

/** `cases.0` counts as `cases`. */
function wantedOf({ kind }: NodeDraft, name: string): WantedField | undefined {
  if (kind === null) return undefined;
  const dot = name.indexOf('.');
  const base = dot < 0 ? name : name.slice(0, dot);
  return sharedWantedFields[base] ?? wantedFields[kind][base];
}

/** The expressions that would put null where there has to be a text; within a longer text they have been found already. */
function nullTexts(part: TypedPart, path: PartMisfit['path'] = []): readonly PartMisfit[] {
  if (part.template.kind !== 'expression')
    return part.parts.flatMap(([key, inner]) => nullTexts(inner, [...path, key]));
  if (!isNullable(part.type)) return [];
  return [
    { part, misfit: { path: [], found: part.type, wanted: stringType, reason: 'null' }, wanted: stringType, path },
  ];
}
