/** Check: what expressions give to a tool, to a blueprint, or to the `input_schema` of a node, is what is taken there. What is written
 *  out is judged with the arguments themselves. */
import { isJsonObject, type JsonValue } from '../../json/json-value.js';
import type { Type } from '../../type/type.js';
import type { Analysis } from '../analyse/analysis.js';
import { calleeOf, givenMember, type Callee } from '../analyse/callee.js';
import type { ParsedField } from '../analyse/parse-field.js';
import type { Finding } from '../diagnostic/finding.js';
import type { NodeDraft } from '../read/draft.js';
import type { TypedDocument } from '../typing/typed-document.js';
import type { TypedPart } from '../typing/typed-field.js';
import { judgePart } from './judge-part.js';
import { misfitFinding } from './misfit-finding.js';

/** Findings about the types of `tool_args` and `inputs`. */
export function checkArgumentTypes(analysis: Analysis, types: TypedDocument): readonly Finding[] {
  return analysis.draft.nodes.flatMap((node) => {
    const member = givenMember(node);
    const parsed = analysis.fields.byNode[node.order]?.find(({ name }) => name === member);
    const whole = parsed === undefined ? undefined : types.typedField(parsed)?.whole;
    if (parsed === undefined || whole === undefined || whole.template.kind !== 'object') return [];
    const declared = types.schemaOf(node, 'input_schema');
    const callee = calleeOf(node, analysis);
    const called = callee === undefined ? [] : judgeCall(parsed, whole, callee);
    return declared === undefined ? called : [...called, ...judgeDeclared(node, parsed, whole, declared)];
  });
}

function judgeCall({ field }: ParsedField, whole: TypedPart, callee: Callee): readonly Finding[] {
  return judgePart(whole, callee.type, 'computed').map((found) => {
    const [name] = found.path;
    const isArgument = found.path.length === 1 && typeof name === 'string';
    const fallback = isArgument ? defaultOf(callee, name) : undefined;
    return misfitFinding(found, { field, name: callee.name, fallback });
  });
}

/** What the callee itself takes for an argument that is not given. */
function defaultOf({ properties }: Callee, name: string): JsonValue | undefined {
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isJsonObject(property) ? property['default'] : undefined;
}

function judgeDeclared(node: NodeDraft, { field }: ParsedField, whole: TypedPart, declared: Type): readonly Finding[] {
  const wanting = { field, name: `${node.id ?? node.kind ?? ''}.input_schema` };
  return judgePart(whole, declared, 'computed').map((found) => misfitFinding(found, wanting));
}
