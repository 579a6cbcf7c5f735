/** The catalog as the wire shows it: snake_case, money as decimal strings, nothing that runs. */
import { formatUsd, usdToNano, type ModelDescription, type ToolDescription, type Toolkit } from '@ice/core';

/** A tool without its maker. */
export function presentTool(tool: ToolDescription): object {
  const { name, toolkit, description, effect, input, output, examples } = tool;
  return { name, toolkit, description, effect, input, output, examples };
}

/** A toolkit with the names of its tools. */
export function presentToolkit({ name, description, tools }: Toolkit): object {
  return { name, description, tools: tools.map((tool) => tool.name).sort() };
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
