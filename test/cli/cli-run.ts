/** Runs a command line in this process, with streams that only collect. */
import { runCli, type Surroundings, type TextStream } from '@ice/cli';
import { Readable } from 'node:stream';

/** How it is run. */
export interface CliRunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  /** Called with each piece of stderr. */
  readonly onStderr?: (text: string) => void;
  /** Makes stderr a terminal of this size. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
}

/** What came of it. */
export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of this machine has no say but for the variables that are given. */
export async function cli(argv: readonly string[], options: CliRunOptions = {}): Promise<CliRun> {
  const said = { stdout: '', stderr: '' };
  const stderr: TextStream = {
    write: (text) => {
      said.stderr += text;
      options.onStderr?.(text);
    },
    ...(options.terminal && { isTTY: true, ...options.terminal }),
  };
  const surroundings: Surroundings = {
    stdin: Readable.from(options.stdin === undefined ? [] : [options.stdin]),
    stdout: { write: (text) => void (said.stdout += text) },
    stderr,
    env: { NODE_ENV: 'test', ...options.env },
    cwd: options.cwd ?? process.cwd(),
    signal: options.signal ?? new AbortController().signal,
  };
  const code = await runCli(argv, surroundings);
  return { code, ...said };
}
