/** Check: the tools that nodes call exist. */
import { nearestName } from '../../json/nearest-name.js';
import type { CompileEnvironment } from '../compile-environment.js';
import { describePlace, quote } from '../describe-value.js';
import { fieldOf, type DocumentDraft, type Field } from '../draft.js';
import { errorAt, type Finding } from '../finding.js';

/** Findings about `tool_name`. */
export function checkTools(draft: DocumentDraft, environment: CompileEnvironment): readonly Finding[] {
  return draft.nodes.flatMap((node) => {
    const field = node.kind === 'tool' ? fieldOf(node.object, 'tool_name') : undefined;
    if (field === undefined || environment.findTool(field.value as string) !== undefined) return [];
    return [unknownTool(field, field.value as string, environment)];
  });
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
