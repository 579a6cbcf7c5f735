/** Which fields of a node hold expressions, and in which form. Everything else in a document is literal. */
import type { NodeKind } from '../blueprint/node-schema.js';

/** `value`: any JSON with templates in its strings. `condition`: one expression, braces may be left out. `number` and `list`: the
 *  literal itself, or exactly one expression that gives it. */
export type FieldForm = 'value' | 'condition' | 'number' | 'list';

/** Fields by name, for each kind. `on_error.fallback`, the `cases` of a condition and the `output` of blocks are read apart. */
export const templateFields: Readonly<Record<NodeKind, Readonly<Record<string, FieldForm>>>> = {
  tool: shared({ tool_args: 'value' }),
  llm: shared({ prompt: 'value', messages: 'value', system: 'value' }),
  condition: shared({ expression: 'condition' }),
  loop: shared({ items: 'list', concurrency: 'number' }),
  recursive: shared({ state: 'value', until: 'condition' }),
  parallel: shared({ concurrency: 'number' }),
  group: shared({}),
  fail: shared({ message: 'value' }),
};

function shared(own: Readonly<Record<string, FieldForm>>): Readonly<Record<string, FieldForm>> {
  return { when: 'condition', timeout_s: 'number', ...own };
}
