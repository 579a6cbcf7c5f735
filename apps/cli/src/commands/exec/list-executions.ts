/** `ice exec list`. */
import type { ExecutionFilter, ExecutionRow } from '@ice/client';
import { executionTransitions, type ExecutionStatus, type JsonValue } from '@ice/core';
import { usageError } from '../../command/cli-error.js';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { durationText } from '../../text/amounts.js';
import { plainText } from '../../text/plain-text.js';
import { table } from '../../text/table.js';
import { readSince } from './read-since.js';

const largestPage = 1_000;
const mostRows = 100_000;

/** See the head of this file. */
export async function listExecutions(context: CommandContext): Promise<CommandResult> {
  const { signal } = context;
  const limit = readLimit(context.options['limit']);
  const filter = filterOf(context, limit);
  const { client } = await context.connect();
  const rows: ExecutionRow[] = [];
  for await (const row of client.executions.list(filter, { signal })) if (rows.push(row) >= limit) break;
  return {
    value: { data: rows as unknown as JsonValue },
    text: rows.length === 0 ? emptyText(context.options) : textOf(rows),
  };
}

function filterOf({ options }: CommandContext, limit: number): ExecutionFilter {
  const { status, blueprint, tag, since } = options;
  if (status !== undefined && !(String(status) in executionTransitions))
    throw usageError(`--status ${String(status)}: give one of ${Object.keys(executionTransitions).join(', ')}.`);
  return {
    limit: Math.min(limit, largestPage),
    ...(status !== undefined && { status: status as ExecutionStatus }),
    ...(typeof blueprint === 'string' && { blueprint_id: blueprint }),
    ...(typeof tag === 'string' && { tag }),
    ...(typeof since === 'string' && { started_after: readSince(since) }),
  };
}

function readLimit(text: CommandContext['options'][string]): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > mostRows)
    throw usageError(`--limit ${String(text)}: give a whole number from 1 to ${mostRows}.`);
  return limit;
}

function emptyText({ status, blueprint, tag, since }: CommandContext['options']): string {
  return [status, blueprint, tag, since].some((one) => one !== undefined)
    ? 'No execution is like that. All of them: ice exec list'
    : 'Nothing has run yet. Run something: ice run <file>';
}

function textOf(rows: readonly ExecutionRow[]): string {
  const right = (heading: string) => ({ heading, side: 'right' as const });
  const columns = ['execution', 'status', 'blueprint', 'created', right('took'), right('cost'), 'failure'];
  return table(columns, rows.map(cellsOf));
}

function cellsOf(row: ExecutionRow): readonly string[] {
  const { execution_id: id, status, name, created_at: created, started_at: began, ended_at: ended, failure } = row;
  const took = began !== null && ended !== null ? durationText(Date.parse(ended) - Date.parse(began)) : '';
  return [
    id,
    status,
    plainText(name),
    created.slice(0, 19).replace('T', ' '),
    took,
    `$${row.cost_usd}`,
    failure?.code ?? '',
  ];
}
