/** Check: the tools that nodes call exist. */
import { blueprintReferencePattern } from '../../blueprint/workflow-fields.js';
import { nearestName } from '../../json/nearest-name.js';
import type { CompileEnvironment } from '../compile-environment.js';
import { describePlace, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, itemFields, type DocumentDraft, type Field, type NodeDraft } from '../read/draft.js';

/** Findings about `tool_name` and the `tools` of agents. */
export function checkTools(draft: DocumentDraft, environment: CompileEnvironment): readonly Finding[] {
  return draft.nodes.flatMap(toolFields).flatMap((field) => {
    const name = field.value as string;
    return environment.findTool(name) === undefined ? [unknownTool(field, name, environment)] : [];
  });
}

/** An agent may also call blueprints, which are no tools. */
function toolFields({ kind, object }: NodeDraft): readonly Field[] {
  if (kind === 'tool') return [fieldOf(object, 'tool_name') ?? []].flat();
  if (kind !== 'agent') return [];
  return itemFields(fieldOf(object, 'tools')).filter(({ value }) => !blueprintReferencePattern.test(String(value)));
}

function unknownTool(field: Field, name: string, environment: CompileEnvironment): Finding {
  const message = `${describePlace(field.pointer)}: there is no tool ${quote(name)}`;
  return errorAt(field, 'unknown-tool', message, () => {
    const near = nearestName(name, environment.toolNames);
    if (near === undefined) return { hint: 'GET /api/v1/catalog/tools lists all tools.' };
    const patch = [{ op: 'replace', path: field.pointer, value: near }] as const;
    return { hint: `Did you mean ${quote(near)}?`, fix: { title: `Call ${quote(near)}`, patch } };
  });
}
