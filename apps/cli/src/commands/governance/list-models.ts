/** `ice models`: the allowed models with their prices. */
import type { JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { table } from '../../text/table.js';

const columns = [
  'model',
  { heading: 'context', side: 'right' },
  { heading: 'input $/M', side: 'right' },
  { heading: 'output $/M', side: 'right' },
] as const;

/** See the head of this file. */
export async function listModels({ connect, signal }: CommandContext): Promise<CommandResult> {
  const list = await (await connect()).client.governance.models({ signal });
  const rows = list.data.map((model) => [
    model.name,
    String(model.context_tokens),
    model.input_usd_per_million ?? '?',
    model.output_usd_per_million ?? '?',
  ]);
  const isPriced = list.data.every((model) => model.input_usd_per_million !== null);
  const floor = isPriced ? '' : ` A call of a model without a price (?) costs $${list.price_floor_usd}.`;
  return {
    value: list as unknown as JsonValue,
    text: rows.length === 0 ? noModels : `${table(columns, rows)}\n\nPrices of ${list.price_book_date}.${floor}`,
  };
}

const noModels = 'No model is allowed. ICE_ALLOWED_MODELS says which are: "ice config" shows it.';
