/** The catalog as the wire shows it: snake_case, money as decimal strings, nothing that runs. */
import {
  formatUsd,
  usdToNano,
  type ModelDescription,
  type ToolDefinition,
  type ToolDescription,
  type Toolkit,
} from '@ice/core';
import { toolDefaults } from './tools/tool-defaults.js';
import { toolPorts } from './tools/tool-ports.js';

/** A tool without its maker: what a canvas needs to draw it, an author to call it, and whoever reviews to judge it. */
export function presentTool(tool: ToolDescription): object {
  const { name, toolkit, description, effect, input, output, examples, hosts = [], secrets = [] } = tool;
  const facts = { name, toolkit, description, effect, hosts, secrets };
  return { ...facts, ports: toolPorts(tool), defaults: toolDefaults(tool), input, output, examples };
}

/** A toolkit with the names of its tools, and what they may do together. */
export function presentToolkit({ name, description, tools }: Toolkit): object {
  return {
    name,
    description,
    tools: sorted(tools, (tool) => [tool.name]),
    effects: sorted(tools, (tool) => [tool.effect]),
    hosts: sorted(tools, (tool) => tool.hosts ?? []),
  };
}

function sorted(
  tools: readonly ToolDefinition[],
  namesOf: (tool: ToolDefinition) => readonly string[],
): readonly string[] {
  return [...new Set(tools.flatMap(namesOf))].sort();
}

/** A model with its prices; null where none is known. */
export function presentModel(model: ModelDescription): object {
  return {
    name: model.name,
    provider: model.provider,
    context_tokens: model.contextTokens,
    input_usd_per_million: usd(model.inputUsdPerMillion),
    output_usd_per_million: usd(model.outputUsdPerMillion),
  };
}

function usd(amount: number | null): string | null {
  return amount === null ? null : formatUsd(usdToNano(amount));
}
