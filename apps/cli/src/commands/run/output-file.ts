/** The file of `ice run --output`: judged before anything is started, written when the outputs are there. */
import type { JsonObject } from '@ice/core';
import { access, constants, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from '../../command/cli-error.js';
import type { CommandContext, CommandResult } from '../../command/command.js';

type Place = Pick<CommandContext, 'cwd'>;

/** Where outputs go, and where they can be read again. */
export interface OutputFile {
  /** As it was typed. */
  readonly name: string;
  /** The command that prints the outputs once more. */
  readonly again: string;
}

/** @param name as it was typed; null = stdout. @throws CliError `usage` where it cannot be written. */
export async function checkOutputFile(name: string | null, { cwd }: Place): Promise<void> {
  if (name === null) return;
  const reason = await obstacleOf(path.resolve(cwd, name));
  if (reason !== null)
    throw usageError(`--output ${name}: ${reason}.`, 'Give a file in a folder that is there and can be written to.');
}

/** Writes them. What cannot be written after all is printed instead, and said: nothing of a run may be lost. */
export async function writeOutputFile(
  { cwd, output }: Pick<CommandContext, 'cwd' | 'output'>,
  { name, again }: OutputFile,
  outputs: JsonObject,
): Promise<CommandResult> {
  try {
    await writeFile(path.resolve(cwd, name), `${JSON.stringify(outputs, null, 2)}\n`);
  } catch (fault) {
    const reason = (fault as Error).message;
    // Under --quiet too: it is no progress.
    output.terminal.write(`ice: The outputs could not be written to ${name} (${reason}); "${again}" shows them too.\n`);
    return { value: outputs, exitCode: 1 };
  }
  output.progress(`Outputs: ${name}`);
  return { value: { output_file: name }, text: '' };
}

/** Why nothing can be written there; null where it can. */
async function obstacleOf(file: string): Promise<string | null> {
  const folder = path.dirname(file);
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) return 'it is a folder';
  if (found) return (await isWritable(file)) ? null : 'it cannot be written to';
  const around = await stat(folder).catch(() => null);
  if (!around?.isDirectory()) return `there is no folder ${folder}`;
  return (await isWritable(folder)) ? null : `nothing can be written in ${folder}`;
}

function isWritable(place: string): Promise<boolean> {
  return access(place, constants.W_OK).then(
    () => true,
    () => false,
  );
}
