/** Runs a command line of `ice` in this process, with streams that only collect. */
import { runCli, type Surroundings, type TextStream } from '@ice/cli';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';

/** How it is run. */
export interface IceRunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: one without a `.env`. */
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  /** Called with each piece of stderr. */
  readonly onStderr?: (text: string) => void;
  /** Makes stderr a terminal of this size. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
}

/** What came of it. */
export interface IceRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Of stdout. Throws where that is no JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs assert on it as they find it
  readonly json: any;
}

/** The environment of this machine has no say but for the variables that are given. */
export async function runIce(argv: readonly string[], options: IceRunOptions = {}): Promise<IceRun> {
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
    cwd: options.cwd ?? tmpdir(),
    signal: options.signal ?? new AbortController().signal,
  };
  const code = await runCli(argv, surroundings);
  return {
    code,
    ...said,
    get json() {
      return JSON.parse(said.stdout);
    },
  };
}
