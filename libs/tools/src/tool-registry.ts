/** The tools of a process by name. Fixed when it is made: nothing is registered later, so that a compiled blueprint stays true. */
import { IceError, type ToolCatalog, type ToolDefinition, type Toolkit } from '@ice/core';

/** The catalog made of toolkits. */
export class ToolRegistry implements ToolCatalog {
  readonly #tools: ReadonlyMap<string, ToolDefinition>;
  readonly #sorted: readonly ToolDefinition[];

  /** @throws IceError `validation-failed` when two toolkits, or one toolkit twice, have a tool of one name. */
  constructor(toolkits: readonly Toolkit[]) {
    this.#tools = collect(toolkits);
    this.#sorted = Object.freeze([...this.#tools.values()].sort((one, other) => (one.name < other.name ? -1 : 1)));
  }

  find(name: string): ToolDefinition | undefined {
    return this.#tools.get(name);
  }

  list(): readonly ToolDefinition[] {
    return this.#sorted;
  }
}

function collect(toolkits: readonly Toolkit[]): ReadonlyMap<string, ToolDefinition> {
  const tools = new Map<string, ToolDefinition>();
  const owners = new Map<string, string>();
  for (const { toolkit, tool } of toolkits.flatMap((each) =>
    each.tools.map((tool) => ({ toolkit: each.name, tool })),
  )) {
    const owner = owners.get(tool.name);
    if (owner !== undefined) throw takenTwice(tool.name, owner, toolkit);
    tools.set(tool.name, tool);
    owners.set(tool.name, toolkit);
  }
  return tools;
}

function takenTwice(tool: string, first: string, second: string): IceError {
  return new IceError(
    'validation-failed',
    `The tool "${tool}" is in the toolkit "${first}" and again in the toolkit "${second}". Rename one of them.`,
    { evidence: { tool, toolkits: [first, second] } },
  );
}
