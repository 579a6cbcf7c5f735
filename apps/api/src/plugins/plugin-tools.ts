/** The tools of plugins as toolkits: one for each plugin that has any. */
import { checkSchema, type ToolDefinition, type Toolkit } from '@ice/core';
import { toolFactsOf, toolOfClass, type ToolInstance } from '@ice/plugin';
import { defineToolkit } from '@ice/tools';
import type { DiscoveryService } from '@nestjs/core';
import { ConfigError } from '../config/config-error.js';
import { findClasses } from './find-classes.js';
import { instanceOf, type FoundClass } from './found-class.js';
import type { Plugin } from './plugin.js';

/** A tool and where it stands, for sentences. */
export interface PlacedTool {
  readonly tool: ToolDefinition;
  readonly plugin: Plugin;
  readonly place: string;
}

type ToolFactsOfClass = NonNullable<ReturnType<typeof toolFactsOf>>;

/** The tools of all plugins: those of classes, and those that `forFeature` lists. @throws ConfigError for one that cannot be used. */
export function findTools(discovery: DiscoveryService, plugins: readonly Plugin[]): readonly PlacedTool[] {
  const classes = findClasses(discovery, plugins, { what: 'tool', factsOf: toolFactsOf });
  return [
    ...classes.map((found) => checked({ tool: toolOf(found), plugin: found.plugin, place: found.place })),
    ...plugins.flatMap((plugin) => (plugin.facts.tools ?? []).map((tool) => listedTool(tool, plugin))),
  ];
}

/** The toolkits beside others. @throws ConfigError naming both places of a tool or a toolkit that is there twice. */
export function toolkitsOf(tools: readonly PlacedTool[], others: readonly Toolkit[]): readonly Toolkit[] {
  refuseNamesakes(tools, others);
  const plugins = [...new Set(tools.map(({ plugin }) => plugin))];
  return plugins.map((plugin) => {
    const { name, description = `The tools of the plugin ${name}.` } = plugin.facts;
    const own = tools.filter((each) => each.plugin === plugin).map(({ tool }) => tool);
    return defineToolkit({ name, description, tools: own });
  });
}

function toolOf(found: FoundClass<ToolFactsOfClass>): ToolDefinition {
  try {
    return toolOfClass(found.facts, () => instanceOf<ToolInstance>(found));
  } catch (fault) {
    const because = fault instanceof Error ? fault.message : String(fault);
    throw new ConfigError([`The tool ${found.place} cannot be one: ${because}`]);
  }
}

function listedTool(tool: ToolDefinition, plugin: Plugin): PlacedTool {
  return checked({ tool, plugin, place: `the tool "${tool.name}" of ${plugin.place}` });
}

/** The engine judges calls by these schemas, so one that it does not understand is a fault now and not in an execution. */
function checked(placed: PlacedTool): PlacedTool {
  const { tool, place } = placed;
  for (const side of ['input', 'output'] as const) {
    const [problem] = checkSchema(tool[side]);
    if (problem)
      throw new ConfigError([`The tool ${place} has an ${side} schema that cannot be judged: ${problem.message}`]);
  }
  return placed;
}

function refuseNamesakes(tools: readonly PlacedTool[], others: readonly Toolkit[]): void {
  const places = new Map(others.flatMap((kit) => kit.tools.map(({ name }) => [name, `the toolkit "${kit.name}"`])));
  for (const { tool, place, plugin } of tools) {
    if (others.some(({ name }) => name === plugin.facts.name))
      throw new ConfigError([
        `The plugin ${plugin.place} has the name "${plugin.facts.name}", which is that of a toolkit of the server. Rename it.`,
      ]);
    const other = places.get(tool.name);
    if (other !== undefined)
      throw new ConfigError([`The tool "${tool.name}" is in ${other} and again in ${place}. Rename one of them.`]);
    places.set(tool.name, place);
  }
}
