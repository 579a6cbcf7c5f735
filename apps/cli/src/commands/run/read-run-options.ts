/** Reads the options of `ice run`, and refuses what cannot go together before anything is started. */
import { usageError } from '../../command/cli-error.js';
import type { CommandContext } from '../../command/command.js';

/** See the head of this file. */
export interface RunOptions {
  readonly blueprint: string;
  readonly budgetUsd: number | null;
  readonly tags: readonly string[];
  readonly isDryRun: boolean;
  readonly isDetached: boolean;
  readonly timeoutMs: number | null;
  /** Where the outputs go; null = stdout. */
  readonly outputFile: string | null;
  readonly isKept: boolean;
}

/** @throws CliError `usage`. */
export function readRunOptions({ args, options }: Pick<CommandContext, 'args' | 'options'>): RunOptions {
  const run: RunOptions = {
    blueprint: args[0] ?? '',
    budgetUsd: readPositive(options['budget'], '--budget', 'USD'),
    tags: listOf(options['tag']),
    isDryRun: options['dryRun'] === true,
    isDetached: options['detach'] === true,
    timeoutMs: inMs(readPositive(options['timeout'], '--timeout', 'seconds')),
    outputFile: typeof options['output'] === 'string' ? options['output'] : null,
    isKept: options['keep'] === true,
  };
  if (run.isDetached && (run.timeoutMs !== null || run.outputFile !== null || run.isKept))
    throw usageError('--detach cannot go with --timeout, --output or --keep: nobody waits for the end.');
  return run;
}

/** Values of an option that may stand several times. */
export function listOf(value: CommandContext['options'][string]): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : typeof value === 'string' ? [value] : [];
}

/** A number above 0; null where the option is absent. @throws CliError `usage`. */
export function readPositive(value: CommandContext['options'][string], flag: string, unit: string): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (!(number > 0 && number <= 1_000_000)) throw usageError(`${flag} ${String(value)}: give ${unit} above 0.`);
  return number;
}

function inMs(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1_000);
}
