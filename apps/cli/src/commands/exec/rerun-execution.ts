/** `ice exec rerun`: says first what is used again and whose effects are repeated, then goes on as `ice run` does. */
import type { RerunAnswer, RerunRequest } from '@ice/client';
import type { JsonValue } from '@ice/core';
import { usageError } from '../../command/cli-error.js';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { ExecutionView } from '../../tree/execution-view.js';
import { endOf } from '../run/end-of.js';
import { followExecution } from '../run/follow-execution.js';
import { orInterrupted, unansweredStart } from '../run/or-interrupted.js';
import { readPairs } from '../run/read-inputs.js';
import { readPositive } from '../run/read-run-options.js';
import { documentOf } from './document-of.js';

/** See the head of this file. */
export async function rerunExecution(context: CommandContext): Promise<CommandResult> {
  const { args, options, signal, output } = context;
  const seconds = readPositive(options['timeout'], '--timeout', 'seconds');
  const request = requestOf(options);
  const connection = await orInterrupted(signal, () => context.connect());
  const { client, flags } = connection;
  const isDetached = options['detach'] === true;
  if (isDetached && connection.isLocal)
    throw usageError('--detach needs a server: this process ends, and nothing would run it.');
  const start = () => client.executions.of(args[0] ?? '').rerun(request, { signal });
  const execution = await orInterrupted(signal, start, unansweredStart(flags));
  for (const line of scopeLines(execution.scope)) output.progress(line);
  if (isDetached) return { value: execution.scope as unknown as JsonValue, text: execution.id };
  const view = new ExecutionView(execution.id, await documentOf(client, await execution.snapshot()));
  const timeoutMs = seconds === null ? null : seconds * 1_000;
  const cause = await followExecution(context, { execution, view, connection, timeoutMs, onInterrupt: 'cancel' });
  return { value: await endOf(context, { execution, view, connection, written: null, cause }) };
}

function requestOf(options: CommandContext['options']): RerunRequest {
  const inputs = readPairs(options['input'], '--input');
  const outputs = readPairs(options['setOutput'], '--set-output');
  return {
    ...(typeof options['from'] === 'string' && { from_node: options['from'] }),
    ...(inputs && { input_overrides: inputs }),
    ...(outputs && { outputs }),
    ...(options['all'] === true && { reuse: 'none' as const }),
  };
}

function scopeLines({
  reused_nodes: reused,
  nodes_to_run_again: again,
  repeated_effects: repeated,
}: RerunAnswer): readonly string[] {
  return [
    `${counted(reused, 'result is', 'results are')} used again, ${counted(again, 'node run runs', 'node runs run')} again.`,
    ...repeated.map(({ path, effect }) => `Happens again: ${path} (${effect})`),
  ];
}

function counted({ length }: readonly unknown[], one: string, more: string): string {
  return `${length} ${length === 1 ? one : more}`;
}
