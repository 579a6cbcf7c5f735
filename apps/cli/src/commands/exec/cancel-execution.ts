/** `ice exec cancel`. */
import type { JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';

/** Waits for the end, since what cancels may have a `finally` block to run. */
export async function cancelExecution(context: CommandContext): Promise<CommandResult> {
  const { args, options, signal } = context;
  const { client } = await context.connect();
  const execution = client.executions.of(args[0] ?? '');
  const head = await execution.cancel({ signal });
  if (options['wait'] === false || head.ended_at !== null) return resultOf(head);
  return resultOf(await execution.wait({ signal }));
}

function resultOf(state: {
  readonly execution_id: string;
  readonly status: string;
  readonly cost_usd: string;
}): CommandResult {
  const { execution_id, status, cost_usd } = state;
  const value: JsonValue = { execution_id, status, cost_usd };
  return { value, text: `${execution_id} ${status === 'cancelled' ? 'was cancelled' : `is ${status}`}` };
}
