/** What the compiler finds in a document that was read as YAML is told with its place in the text, in every notation that YAML has. */
import { describe, expect, it } from '@jest/globals';
import { fromYaml, locateDiagnostics } from '@ice/builder';
import { compileBlueprint } from '@ice/core';
import { Engine } from '../support/start-engine.js';

const { environment } = new Engine();

/** Code, line, column and what begins there, of each finding. */
function found(text: string): readonly string[] {
  const read = fromYaml(text);
  if (!read.ok) throw new Error(read.message);
  const { diagnostics } = compileBlueprint(read.document, environment);
  const lines = text.split('\n');
  return locateDiagnostics(diagnostics, read).map(({ code, line = 0, column = 0 }) => {
    const rest = lines[line - 1]?.slice(column - 1) ?? '';
    return `${code} ${line}:${column} ${rest.slice(0, 16)}`;
  });
}

describe('findings in YAML', () => {
  it('have their places in the block form', () => {
    const text = `schema_version: '1.0'
name: faulty
nodes:
  - id: load
    type: tool
    tool_name: csv_lodaer
    tool_args:
      path: a.csv
  - id: each
    type: loop
    items: '{{ inputs.names }}'
    item_var: name
    body:
      nodes:
        - id: wait
          type: tool
          tool_name: sleep
          tool_args:
            ms: ten
`;
    expect(found(text)).toEqual([
      'unknown-tool 6:16 csv_lodaer',
      "unknown-reference 11:12 '{{ inputs.names",
      'validation-failed 19:17 ten',
    ]);
  });

  it('have their places in the flow form', () => {
    const text = `{ schema_version: '1.0', name: faulty, nodes: [
  { id: load, type: tool, tool_name: csv_lodaer, tool_args: { path: a.csv } },
  { id: each, type: loop, items: "{{ inputs.names }}", item_var: name,
    body: { nodes: [{ id: wait, type: tool, tool_name: sleep,
      tool_args: { "ms": ten } }] } } ] }
`;
    expect(found(text)).toEqual([
      'unknown-tool 2:38 csv_lodaer, tool',
      'unknown-reference 3:34 "{{ inputs.names',
      'validation-failed 5:26 ten } }] } } ] }',
    ]);
  });

  it.each(['|', '>', '|-', '>+'])('have their places in texts of many lines: %s', (form) => {
    const text = `schema_version: '1.0'
name: faulty
nodes:
  - id: write
    type: llm
    model: openai/gpt-4o-mini
    max_output_tokens: 5
    prompt: ${form}
      Dear {{ inputs.name }},

      how are you?
    when: inputs.count > 1
`;
    expect(found(text)).toEqual(['unknown-reference 9:1       Dear {{ in', 'unknown-reference 12:11 inputs.count > 1']);
  });
});
