/** One node run with what it worked on, what it gave, and how its attempts went. */
import type { Execution } from '@ice/client';
import { IceProblem } from '@ice/client';
import { nearestName, type ExecutionEvent, type ExecutionSnapshot, type JsonObject, type JsonValue } from '@ice/core';
import { CliError } from '../../command/cli-error.js';
import type { CommandResult } from '../../command/command.js';
import { plainText } from '../../text/plain-text.js';

/** See the head of this file. @throws CliError `not-found` */
export async function nodeRunResult(
  execution: Execution,
  { nodes }: ExecutionSnapshot,
  path: string,
  signal: AbortSignal,
): Promise<CommandResult> {
  const run = nodes.find((node) => node.path === path);
  if (!run)
    throw unknownRun(
      execution.id,
      path,
      nodes.map((node) => node.path),
    );
  const attempts: JsonValue[] = [];
  for await (const event of execution.history({ signal }))
    if (event.path === path && event.type.startsWith('node.')) attempts.push(transitionOf(event));
  const [input, output] = await Promise.all([
    valueOf(execution, path, 'input', signal),
    run.status === 'completed' ? valueOf(execution, path, 'output', signal) : undefined,
  ]);
  const { output: _output, output_ref: _reference, ...facts } = run;
  const value = {
    ...(facts as unknown as JsonObject),
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    transitions: attempts,
  };
  return { value, text: textOf(value, attempts) };
}

function unknownRun(id: string, path: string, paths: readonly string[]): CliError {
  const nearest = nearestName(path, paths);
  return new CliError(`${id} has no node run ${path}.`, {
    exitCode: 3,
    code: 'not-found',
    hint: nearest ? `Did you mean ${nearest}?` : `ice exec get ${id} lists them.`,
  });
}

/** Without its value, which is shown whole beside it. */
function transitionOf({ type, at, sequence, attempt, data }: ExecutionEvent): JsonValue {
  const { input: _input, output: _output, ...rest } = data as JsonObject;
  return { sequence, type, at, ...(attempt !== undefined && { attempt }), ...rest };
}

/** A very large input is not recorded: then there is none. */
async function valueOf(
  execution: Execution,
  path: string,
  part: 'input' | 'output',
  signal: AbortSignal,
): Promise<JsonValue | undefined> {
  try {
    return await execution.io(path, part, { signal });
  } catch (thrown) {
    if (thrown instanceof IceProblem && thrown.code === 'not-found') return undefined;
    throw thrown;
  }
}

function textOf(value: JsonObject, transitions: readonly JsonValue[]): string {
  const { path, status, input, output } = value;
  return [
    `${String(path)}: ${String(status)}`,
    ...transitions.map((each) => {
      const { at, type, sequence: _sequence, ...rest } = each as JsonObject;
      return plainText(
        `  ${String(at)}  ${String(type).padEnd(16)} ${Object.keys(rest).length > 0 ? JSON.stringify(rest) : ''}`,
      ).trimEnd();
    }),
    ...(input === undefined ? [] : [`input: ${JSON.stringify(input, null, 2)}`]),
    ...(output === undefined ? [] : [`output: ${JSON.stringify(output, null, 2)}`]),
  ].join('\n');
}
