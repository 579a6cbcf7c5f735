/** How an execution that was followed came to its end: its outputs, with a few figures told beside them, or a failure with its place, its
 *  input and the commands that come next. */
import type { Execution } from '@ice/client';
import type { ExecutionSnapshot, JsonObject } from '@ice/core';
import { CliError } from '../../command/cli-error.js';
import type { CommandContext, Connection } from '../../command/command.js';
import { paintOf } from '../../text/paint.js';
import type { ExecutionView } from '../../tree/execution-view.js';
import type { WrittenDocument } from '../blueprint/read-document.js';
import { endLines } from './end-lines.js';
import { failureEnd } from './failure-end.js';
import type { EarlyEnd } from './follow-execution.js';
import { moneyOf } from './money-of.js';

/** What was followed. */
export interface EndedExecution {
  readonly execution: Pick<Execution, 'id' | 'snapshot' | 'io'>;
  readonly view: ExecutionView;
  readonly connection: Pick<Connection, 'client' | 'flags'>;
  /** The text that the blueprint was read from; null for a stored one. */
  readonly written: WrittenDocument | null;
  readonly cause: EarlyEnd;
  readonly afterwards?: (() => Promise<void>) | undefined;
}

/** The outputs. @throws CliError where there are none. */
export async function endOf(context: CommandContext, ended: EndedExecution): Promise<JsonObject> {
  const { output } = context;
  const snapshot = await ended.execution.snapshot();
  if (snapshot.ended_at === null) throw leftRunning(ended);
  if (!output.isQuiet) await tellEnd(context, ended, snapshot);
  if (snapshot.status === 'completed') return snapshot.outputs ?? {};
  throw snapshot.failure ? await failureEnd(ended, snapshot, snapshot.failure) : cancelledEnd(ended, snapshot);
}

async function tellEnd(
  { output }: CommandContext,
  { view: { retries }, connection }: EndedExecution,
  snapshot: ExecutionSnapshot,
): Promise<void> {
  const facts = { retries, money: await moneyOf(connection), paint: paintOf(output.terminal.hasColor) };
  for (const line of endLines(snapshot, facts)) output.progress(line);
}

/** Whoever only looks may leave before the end. */
function leftRunning({ execution: { id }, connection: { flags } }: EndedExecution): CliError {
  return new CliError(`${id} has not ended.`, {
    exitCode: 130,
    code: 'interrupted',
    hint: `ice exec watch ${id}${flags}`,
    details: { execution_id: id },
  });
}

function cancelledEnd(
  { execution: { id }, cause, connection, afterwards }: EndedExecution,
  { cost_usd }: ExecutionSnapshot,
): CliError {
  return new CliError(`${id} was cancelled.`, {
    exitCode: cause === 'interrupted' ? 130 : 8,
    code: cause === 'interrupted' ? 'interrupted' : cause === 'timed-out' ? 'timeout' : 'cancelled',
    hint: `ice exec rerun ${id}${connection.flags} goes on with what had not completed.`,
    details: { execution_id: id, status: 'cancelled', cost_usd },
    ...(afterwards && { afterwards }),
  });
}
