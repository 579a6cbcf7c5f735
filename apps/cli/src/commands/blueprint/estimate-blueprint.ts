/** `ice blueprint estimate`: what an execution can cost. Without inputs by the bounds that the blueprint declares; with them as a start would
 *  be judged, so it is refused where the budget has too little. Nothing is started and nothing is stored. */
import type { CostEstimate } from '@ice/client';
import { isJsonObject, type JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { CliError } from '../../command/cli-error.js';
import { table } from '../../text/table.js';
import { readInputs } from '../run/read-inputs.js';
import { loadDocument } from './load-document.js';

type Cost = CostEstimate['cost'];

/** See the head of this file. */
export async function estimateBlueprint(context: CommandContext): Promise<CommandResult> {
  const { name, document } = await loadDocument(context.args[0] ?? '', context);
  if (!isJsonObject(document)) {
    throw new CliError(`${name} is no object, so it is no blueprint.`, { exitCode: 3, code: 'blueprint-invalid' });
  }
  const inputs = await readInputs(context);
  const { client } = await context.connect();
  const { signal } = context;
  if (inputs === undefined) {
    const estimate = await client.governance.estimate(document, { signal });
    return { value: estimate as unknown as JsonValue, text: textOf(name, estimate.cost) };
  }
  const judged = await client.executions.dryRun({ blueprint: document, inputs }, { signal });
  const reserve = `A start would reserve $${judged.reserve_usd}; the budget has it.`;
  return { value: judged as unknown as JsonValue, text: `${textOf(name, judged.cost)}\n\n${reserve}` };
}

function textOf(name: string, cost: Cost): string {
  const { calls, expected_usd, max_usd, min_usd, nodes, price_book_date, unpriced } = cost;
  if (calls === 0) return `${name} asks no model: it costs nothing.`;
  const right = ['calls', 'min', 'expected', 'max'].map((heading) => ({ heading, side: 'right' }) as const);
  const rows = nodes.map((node) => [
    node.node_id,
    node.model ?? '',
    String(node.calls ?? '?'),
    ...[node.min_usd, node.expected_usd, node.max_usd].map((usd) => `$${usd}`),
  ]);
  return [
    `${name} costs at most $${max_usd}, expected $${expected_usd} ($${min_usd} with the fewest calls), in ${calls} calls at most.`,
    '',
    table(['node', 'model', ...right], rows),
    '',
    `Prices of ${price_book_date}.${unpriced.length > 0 ? ` Without a price, so by the floor: ${unpriced.join(', ')}.` : ''}`,
  ].join('\n');
}
