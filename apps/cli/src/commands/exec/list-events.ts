/** `ice exec events`: what the journal has, as it was recorded. */
import type { ExecutionEvent, JsonValue } from '@ice/core';
import { usageError } from '../../command/cli-error.js';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { transitionLine } from '../../tree/transition-line.js';

/** Under `--jsonl` line by line as pages come; else as one list. */
export async function listEvents(context: CommandContext): Promise<CommandResult> {
  const { args, options, signal, output } = context;
  const after = Number(options['after']);
  if (!Number.isSafeInteger(after) || after < 0) throw usageError('--after takes the sequence of an event.');
  const { client } = await context.connect();
  const events: ExecutionEvent[] = [];
  for await (const event of client.executions.of(args[0] ?? '').history({ after, signal })) {
    output.event(event as unknown as JsonValue);
    if (output.form !== 'jsonl') events.push(event);
  }
  return { value: { data: events as unknown as JsonValue }, text: events.map(textOf).join('\n') };
}

/** Notes are no transitions, and stand here all the same: whoever lists events wants all of them. */
function textOf(event: ExecutionEvent): string {
  return (
    transitionLine(event) ??
    `${String(event.sequence).padStart(4)}  ${event.type.padEnd(20)} ${event.path ?? ''}`.trimEnd()
  );
}
