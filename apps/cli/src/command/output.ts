/** What a command says while it works. Its result is not said here: it is returned, and the frame prints it. */
import type { JsonValue } from '@ice/core';

/** A stream as a surface to draw on. */
export interface Terminal {
  /** False in pipes, files and CI: then nothing may be drawn twice. */
  readonly isTty: boolean;
  /** True where ANSI colours may be written. */
  readonly hasColor: boolean;
  /** Characters in a line; 100 where the stream does not say. Read anew for each frame: windows change. */
  readonly columns: number;
  /** Lines of the window; 40 where the stream does not say. */
  readonly rows: number;
  write(text: string): void;
}

/** See the head of this file. */
export interface Output {
  /** A line for people on stderr; nothing under `--quiet`. */
  progress(text: string): void;
  /** A line of JSON on stdout under `--jsonl`, nothing otherwise. */
  event(value: JsonValue): void;
  /** How the result will be printed. */
  readonly form: 'text' | 'json' | 'jsonl';
  /** `--quiet`: the result and nothing else. */
  readonly isQuiet: boolean;
  /** Of stdout, for the text of a result. */
  readonly isTty: boolean;
  /** Of stdout. */
  readonly hasColor: boolean;
  /** Of stdout. */
  readonly columns: number;
  /** stderr, for what is drawn while a command works. */
  readonly terminal: Terminal;
}
