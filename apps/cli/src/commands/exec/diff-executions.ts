/** `ice exec diff`: two executions, node run by node run. Exit code 0 whether they differ or not: to differ is no failure. */
import type { ExecutionComparison, JsonValue, NodeRunComparison } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { durationText } from '../../text/amounts.js';
import { plainText } from '../../text/plain-text.js';
import { table } from '../../text/table.js';

/** See the head of this file. */
export async function diffExecutions(context: CommandContext): Promise<CommandResult> {
  const { args, options, signal } = context;
  const [left = '', right = ''] = args;
  const { client } = await context.connect();
  const include = options['equal'] === true ? { include: 'equal' as const } : {};
  const comparison = await client.executions.compare(left, right, { signal, ...include });
  return { value: comparison as unknown as JsonValue, text: textOf(comparison) };
}

function textOf({ same, cause, left, right, nodes, counts, truncated }: ExecutionComparison): string {
  const end = { heading: 'took', side: 'right' as const };
  const figures = [left, right].map((side) => {
    const took = side.duration_ms === null ? '' : durationText(side.duration_ms);
    return [side.execution_id, side.status, took, `$${side.cost_usd}`, side.failure ?? ''];
  });
  return [
    table(['execution', 'status', end, 'cost', 'failure'], figures),
    same ? 'They came to the same.' : plainText(`They differ: ${cause?.message ?? 'in how they ended.'}`),
    `${counts.different} node runs differ, ${counts.same} do not.`,
    ...(nodes.length === 0 ? [] : [table(['node run', 'left', 'right', 'output', 'why'], nodes.map(cellsOf))]),
    ...(truncated ? ['There are more than are listed.'] : []),
  ].join('\n');
}

function cellsOf({ path, left, right, output, reason }: NodeRunComparison): readonly string[] {
  return [path, left?.status ?? '', right?.status ?? '', output, reason?.message ?? ''];
}
