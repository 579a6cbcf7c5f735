/** Which fields of a node hold expressions, and in which form. Everything else in a document is literal. */
import type { NodeKind } from '../../blueprint/node-schema.js';

/** `value`: any JSON with templates in its strings. `condition`: one expression, braces may be left out. `number` and `list`: the
 *  literal itself, or exactly one expression that gives it. */
export type FieldForm = 'value' | 'condition' | 'number' | 'list';

/** Fields of one kind by their path: `items`, `memory.key`, `cases[].when` (of every item of a list). */
export type TemplateFields = Readonly<Record<string, FieldForm>>;

/** The fields of each kind's own. The `output` of blocks is read with the blocks. */
export const templateFields: Readonly<Record<NodeKind, TemplateFields>> = {
  tool: { tool_args: 'value' },
  llm: { prompt: 'value', messages: 'value', system: 'value' },
  condition: { expression: 'condition', 'cases[].when': 'condition' },
  loop: { items: 'list', concurrency: 'number' },
  recursive: { state: 'value', until: 'condition' },
  parallel: { concurrency: 'number' },
  group: {},
  fail: { message: 'value' },
  agent: { instructions: 'value', input: 'value', 'memory.key': 'value' },
  workflow: { inputs: 'value' },
  code: { inputs: 'value' },
  human: { prompt: 'value', assignee: 'value', 'on_timeout.value': 'value' },
  wait: { for_s: 'number', until: 'value', 'on_timeout.value': 'value' },
  swarm: { 'agents[].instructions': 'value' },
};

/** The fields that every kind has. */
export const sharedTemplateFields: TemplateFields = {
  when: 'condition',
  timeout_s: 'number',
  'on_error.fallback': 'value',
};
