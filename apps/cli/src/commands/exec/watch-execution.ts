/** `ice exec watch`: looks on until the end, and gives the outputs as `ice run` does. Looking never changes anything. */
import { CliError } from '../../command/cli-error.js';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { ExecutionView } from '../../tree/execution-view.js';
import { endOf } from '../run/end-of.js';
import { followExecution } from '../run/follow-execution.js';
import { orInterrupted } from '../run/or-interrupted.js';
import { readPositive } from '../run/read-run-options.js';
import { documentOf } from './document-of.js';

/** See the head of this file. */
export async function watchExecution(context: CommandContext): Promise<CommandResult> {
  const seconds = readPositive(context.options['timeout'], '--timeout', 'seconds');
  const { connection, execution, view } = await orInterrupted(context.signal, () => opened(context));
  const timeoutMs = seconds === null ? null : seconds * 1_000;
  const cause = await followExecution(context, { execution, view, connection, timeoutMs, onInterrupt: 'leave' });
  if (cause !== null) throw left(execution.id, cause, connection.flags);
  return { value: await endOf(context, { execution, view, connection, written: null, cause }) };
}

async function opened({ args, signal, connect }: CommandContext) {
  const connection = await connect();
  const { client } = connection;
  const execution = client.executions.of(args[0] ?? '');
  const document = await documentOf(client, await execution.snapshot({ signal }));
  return { connection, execution, view: new ExecutionView(execution.id, document) };
}

function left(id: string, cause: 'interrupted' | 'timed-out', flags: string): CliError {
  const isOver = cause === 'timed-out';
  return new CliError(isOver ? `The time is over, and ${id} has not ended.` : `${id} was left as it is.`, {
    exitCode: isOver ? 8 : 130,
    code: isOver ? 'timeout' : 'interrupted',
    hint: `ice exec watch ${id}${flags}`,
    details: { execution_id: id },
  });
}
