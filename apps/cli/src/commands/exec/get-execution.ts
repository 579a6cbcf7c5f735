/** `ice exec get`: an execution as it stands, or one of its node runs. */
import type { ExecutionSnapshot, JsonValue, NodeRunSnapshot } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { paintOf } from '../../text/paint.js';
import { plainText } from '../../text/plain-text.js';
import { table } from '../../text/table.js';
import { endLines, type EndFacts } from '../run/end-lines.js';
import { moneyOf } from '../run/money-of.js';
import { nodeRunResult } from './node-run-result.js';

/** Node runs that are listed for people. */
const shownRuns = 50;

/** See the head of this file. */
export async function getExecution(context: CommandContext): Promise<CommandResult> {
  const { args, options, signal, output } = context;
  const connection = await context.connect();
  const { client } = connection;
  const execution = client.executions.of(args[0] ?? '');
  const snapshot = await execution.snapshot({ signal });
  if (typeof options['node'] === 'string') return nodeRunResult(execution, snapshot, options['node'], signal);
  const value = snapshot as unknown as JsonValue;
  if (output.form !== 'text') return { value };
  const facts = { retries: 0, money: await moneyOf(connection), paint: paintOf(output.hasColor) };
  return { value, text: textOf(snapshot, facts) };
}

function textOf(snapshot: ExecutionSnapshot, facts: EndFacts): string {
  const { execution_id: id, failure, nodes, outputs, open_signals: signals, blueprint_id: blueprint } = snapshot;
  const rest = nodes.length - shownRuns;
  return [
    `${id}${blueprint === null ? '' : ` of ${blueprint}`}, created ${snapshot.created_at}`,
    ...endLines(snapshot, facts),
    ...(failure ? [`Failure: ${failure.path ?? ''} ${failure.code}: ${plainText(failure.message)}`] : []),
    ...signals.map(({ signal_id, path, prompt }) => `Waits: ${path} ${signal_id} ${plainText(prompt ?? '')}`),
    ...(nodes.length > 0 ? [table(['node run', 'status', 'attempts', 'cost'], shownFirst(nodes).map(cellsOf))] : []),
    ...(rest > 0 ? [`… and ${rest} more; --json has all of them`] : []),
    ...(outputs === null ? [] : [`Outputs: ${JSON.stringify(outputs, null, 2)}`]),
  ].join('\n');
}

/** Failed ones first: they are what is looked for. */
function shownFirst(nodes: readonly NodeRunSnapshot[]): readonly NodeRunSnapshot[] {
  const failed = nodes.filter(({ status }) => status === 'failed');
  return [...failed, ...nodes.filter(({ status }) => status !== 'failed')].slice(0, shownRuns);
}

function cellsOf({ path, status, attempts, usage }: NodeRunSnapshot): readonly string[] {
  return [path, status, String(attempts), usage ? `$${usage.cost_usd}` : ''];
}
