/** Toolkits: tools that belong together and share configuration. A toolkit holds definitions, never a tool that runs. */
import type { ToolDefinition, Toolkit } from '@ice/core';

/** Makes a toolkit and writes its name into the definitions. */
export function defineToolkit(options: Toolkit): Toolkit {
  const { name, description } = options;
  return Object.freeze({ name, description, tools: Object.freeze(options.tools.map((tool) => memberOf(name, tool))) });
}

/** A definition may be an instance of a class, whose getters and methods a spread would lose: each field is named. */
function memberOf(toolkit: string, tool: ToolDefinition): ToolDefinition {
  const { name, description, effect, input, output, examples, hosts, secrets } = tool;
  return Object.freeze({
    name,
    toolkit,
    description,
    effect,
    input,
    output,
    examples,
    ...(hosts && { hosts }),
    ...(secrets && { secrets }),
    ...(tool.typeOutput && { typeOutput: tool.typeOutput.bind(tool) }),
    ...(tool.judgeLiterals && { judgeLiterals: tool.judgeLiterals.bind(tool) }),
    create: () => tool.create(),
  });
}
