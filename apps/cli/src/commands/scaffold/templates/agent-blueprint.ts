/** A blueprint with an agent. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** The document, in YAML. */
export function agentBlueprint({ snake }: ScaffoldName): string {
  return `# An agent: a model that decides which tools to call, reads what they give, and answers when it knows enough.
schema_version: '1.0'
name: ${snake}
description: Answers a question with what it finds in its notes.
inputs:
  question: { type: string, minLength: 1, maxLength: 2000, default: When do you open? }
budget_usd: 0.10
nodes:
  - id: agent
    type: agent
    model: openai/gpt-4o-mini
    instructions: |-
      Answer from your notes only. Search them with a few words, and read the keys that fit.
      Say so when they do not tell.
    input: '{{ inputs.question }}'
    # All that it may call: tools of the server and of this package ("ice tools" lists them), and stored blueprints by their ids.
    tools: [memory_search, memory_read]
    max_iterations: 6
    max_output_tokens: 300
    output_schema:
      type: object
      additionalProperties: false
      required: [answer]
      properties:
        answer: { type: string, minLength: 1, maxLength: 2000 }
outputs:
  answer: '{{ nodes.agent.answer }}'
`;
}
