/** Check: what expressions give to a tool, or to the `input_schema` of a node, is what is taken there. What is written out is judged
 *  with the arguments themselves. */
import { isJsonObject, type JsonValue } from '../../json/json-value.js';
import type { ToolDescription } from '../../tool/tool.js';
import { typeOfSchema } from '../../type/type-of-schema.js';
import type { Type } from '../../type/type.js';
import type { Analysis } from '../analysis.js';
import { fieldOf, type NodeDraft } from '../draft.js';
import type { Finding } from '../finding.js';
import type { ParsedField } from '../parse-field.js';
import type { TypedDocument } from '../typing/typed-document.js';
import type { TypedPart } from '../typing/typed-field.js';
import { judgePart } from './judge-part.js';
import { misfitFinding } from './misfit-finding.js';

/** Findings about the types of `tool_args`. */
export function checkArgumentTypes(analysis: Analysis, types: TypedDocument): readonly Finding[] {
  return analysis.draft.nodes.flatMap((node) => {
    const parsed = analysis.fields.byNode[node.order]?.find(({ name }) => name === 'tool_args');
    const whole = parsed === undefined ? undefined : types.typedField(parsed)?.whole;
    if (parsed === undefined || whole === undefined || whole.template.kind !== 'object') return [];
    const declared = types.schemaOf(node, 'input_schema');
    const tool = toolOf(node, analysis);
    const called = tool === undefined ? [] : judgeCall(parsed, whole, tool);
    return declared === undefined ? called : [...called, ...judgeDeclared(node, parsed, whole, declared)];
  });
}

function toolOf(node: NodeDraft, { environment }: Analysis): ToolDescription | undefined {
  const name = node.kind === 'tool' ? fieldOf(node.object, 'tool_name')?.value : undefined;
  return typeof name === 'string' ? environment.findTool(name) : undefined;
}

function judgeCall({ field }: ParsedField, whole: TypedPart, tool: ToolDescription): readonly Finding[] {
  const misfits = judgePart(whole, typeOfSchema(tool.input), 'computed');
  return misfits.map((found) => {
    const [name] = found.path;
    const isArgument = found.path.length === 1 && typeof name === 'string';
    return misfitFinding(found, { field, name: tool.name, fallback: isArgument ? defaultOf(tool, name) : undefined });
  });
}

/** What the tool itself takes for an argument that is not given. */
function defaultOf({ input }: ToolDescription, name: string): JsonValue | undefined {
  const properties = isJsonObject(input) ? input['properties'] : undefined;
  const property = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isJsonObject(property) ? property['default'] : undefined;
}

function judgeDeclared(node: NodeDraft, { field }: ParsedField, whole: TypedPart, declared: Type): readonly Finding[] {
  const wanting = { field, name: `${node.id ?? 'tool'}.input_schema` };
  return judgePart(whole, declared, 'computed').map((found) => misfitFinding(found, wanting));
}
