/** Runs a command line of `ice` in this process, as a script would: in pipes, and in a folder without a `.env`. */
import { tmpdir } from 'node:os';
import { cli, type CliRun, type CliRunOptions } from './cli-run.js';

/** How a command ended. */
export interface IceRun extends CliRun {
  /** Of stdout. Throws where that is no JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs assert on it as they find it
  readonly json: any;
}

/** See the head of this file. */
export async function runIce(words: readonly string[], options: CliRunOptions = {}): Promise<IceRun> {
  const run = await cli(words, { cwd: tmpdir(), ...options });
  return {
    ...run,
    get json() {
      return JSON.parse(run.stdout);
    },
  };
}
