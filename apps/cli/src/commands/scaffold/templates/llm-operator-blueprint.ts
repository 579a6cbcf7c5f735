/** A blueprint with one call of a model whose answer has a schema. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** The document, in YAML. */
export function llmOperatorBlueprint({ snake }: ScaffoldName): string {
  return `# One call of a model, to be used like a tool: stored ("ice blueprint put"), other blueprints run it as a node of the kind workflow, and
# agents may have it among their tools. In test mode the answer is made up, and costs nothing.
schema_version: '1.0'
name: ${snake}
description: Says in one sentence what a text is about.
inputs:
  text: { type: string, minLength: 1, maxLength: 20000, default: 'An oak chair, made by hand, with one loose leg.' }
budget_usd: 0.05
nodes:
  - id: answer
    type: llm
    model: openai/gpt-4o-mini
    system: You say in one sentence what a text is about. You add nothing.
    prompt: '{{ inputs.text }}'
    max_output_tokens: 200
    # The model is asked for it, and its answer is judged by it: what does not fit is sent back.
    output_schema:
      type: object
      additionalProperties: false
      required: [result]
      properties:
        result: { type: string, minLength: 1, maxLength: 500 }
outputs:
  result: '{{ nodes.answer.result }}'
`;
}
