/** The blueprint of an application: a model, and the tool of the package. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** The document, in YAML. */
export function appBlueprint(name: ScaffoldName, tool: ScaffoldName): string {
  return `# A model writes, and the tool of this package counts what it has written.
schema_version: '1.0'
name: ${name.snake}
description: Describes a thing and counts the words.
inputs:
  thing: { type: string, minLength: 1, maxLength: 200, default: an oak chair }
budget_usd: 0.05
nodes:
  - id: describe
    type: llm
    model: openai/gpt-4o-mini
    prompt: 'Describe {{ inputs.thing }} in one sentence.'
    max_output_tokens: 100
  - id: count
    type: tool
    tool_name: ${tool.snake}
    tool_args: { text: '{{ nodes.describe.text }}' }
outputs:
  text: '{{ nodes.describe.text }}'
  words: '{{ nodes.count.words }}'
`;
}
