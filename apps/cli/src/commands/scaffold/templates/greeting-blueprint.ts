/** A small blueprint that runs at once, offline. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** The document, in YAML. */
export function greetingBlueprint({ snake }: ScaffoldName): string {
  return `schema_version: '1.0'
name: ${snake}
description: Greets somebody.
inputs:
  name: { type: string, minLength: 1, maxLength: 100, default: Ada }
nodes:
  # A node that reads another one waits for it; nothing else has to be said. "ice node-kinds" and "ice tools" list what there is.
  - id: greet
    type: tool
    tool_name: echo
    tool_args: { value: 'Hello, {{ inputs.name }}!' }
outputs:
  greeting: '{{ nodes.greet.value }}'
`;
}
