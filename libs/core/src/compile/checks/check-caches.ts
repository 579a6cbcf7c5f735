/** Check: what may be done at most once is never cached. */
import type { ToolDescription } from '../../tool/tool.js';
import type { CompileEnvironment } from '../compile-environment.js';
import type { Finding } from '../diagnostic/finding.js';
import { fieldOf, type DocumentDraft, type NodeDraft } from '../read/draft.js';
import { formFinding, removal } from './form-finding.js';

/** Findings about `cache` on nodes whose effect is `at_most_once`, by their own word or by that of their tool. */
export function checkCaches(draft: DocumentDraft, environment: CompileEnvironment): readonly Finding[] {
  return draft.nodes.flatMap((node) => {
    const cache = fieldOf(node.object, 'cache');
    if (cache === undefined || effectOf(node, environment) !== 'at_most_once') return [];
    const hint = 'The output of an earlier one in its place would leave undone what it does.';
    return [formFinding(cache, 'what has an at_most_once effect is never cached', { hint, ...removal(cache) })];
  });
}

function effectOf({ kind, object }: NodeDraft, environment: CompileEnvironment): ToolDescription['effect'] | undefined {
  const own = fieldOf(object, 'effect')?.value;
  const name = kind === 'tool' ? fieldOf(object, 'tool_name')?.value : undefined;
  const tool = typeof name === 'string' ? environment.findTool(name) : undefined;
  return (own as ToolDescription['effect'] | undefined) ?? tool?.effect;
}
