/** Prints how a command ended: its result on stdout, or its failure in the form that was asked for. The only place that does. */
import type { JsonObject, JsonValue } from '@ice/core';
import type { CliError } from './cli-error.js';
import type { CommandResult } from './command.js';
import type { CountedOutput } from './create-output.js';
import type { Output } from './output.js';
import type { Surroundings } from './surroundings.js';

type Streams = Pick<Surroundings, 'stdout' | 'stderr'>;

/** A result. Under `--jsonl` events that were written are the document, and nothing follows them. */
export function printResult({ stdout }: Streams, output: CountedOutput, result: CommandResult): void {
  if (output.form === 'jsonl' && output.hasEvents) return;
  const text = output.form === 'text' ? (result.text ?? pretty(result.value)) : jsonText(output.form, result.value);
  if (text !== '') stdout.write(`${text}\n`);
}

/** A failure: one JSON document on stdout where JSON was asked for, sentences on stderr otherwise. */
export function printFailure({ stdout, stderr }: Streams, form: Output['form'], failure: CliError): void {
  if (form === 'text') stderr.write(`${failureLines(failure).join('\n')}\n`);
  else stdout.write(`${jsonText(form, failureDocument(failure))}\n`);
}

function failureDocument({ code, message, hint, exitCode, details }: CliError): JsonObject {
  return {
    error: { code, message, ...(hint && { hint }), exit_code: exitCode, ...(details !== undefined && { details }) },
  };
}

function failureLines({ message, lines, hint }: CliError): readonly string[] {
  return [`ice: ${message}`, ...lines.map((line) => `  ${line}`.trimEnd()), ...(hint ? [`  hint: ${hint}`] : [])];
}

function jsonText(form: Output['form'], value: JsonValue): string {
  return form === 'json' ? pretty(value) : JSON.stringify(value);
}

function pretty(value: JsonValue): string {
  return JSON.stringify(value, null, 2);
}
