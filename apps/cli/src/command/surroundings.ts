/** Where a command line is run: the process, or a test. Nothing else of the process is touched by commands. */
import type { Readable } from 'node:stream';

/** A stream that is written to. `isTTY`, `columns` and `rows` are those of `tty.WriteStream`. */
export interface TextStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

/** See the head of this file. */
export interface Surroundings {
  readonly stdin: Readable;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** The variables of the process; the file `.env` of `cwd` is read beside them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  /** Aborts on the first Ctrl-C, or when nobody reads stdout any more (then the reason is `pipeClosed`). */
  readonly signal: AbortSignal;
}

/** Why `Surroundings.signal` aborts when the reader of stdout is gone: nothing is to be said about it. */
export const pipeClosed = 'pipe-closed';
