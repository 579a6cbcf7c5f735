/** Makes the `Output` of a command out of two streams. Decides for each stream by itself whether it may be drawn on. */
import type { GlobalOptions } from './global-options.js';
import type { Output, Terminal } from './output.js';
import type { Surroundings, TextStream } from './surroundings.js';

const usualColumns = 100;
const usualRows = 40;

type Env = Surroundings['env'];

/** An output that knows whether events were written to it. */
export interface CountedOutput extends Output {
  readonly hasEvents: boolean;
}

/** See the head of this file. */
export function createOutput({ stdout, stderr, env }: Surroundings, options: GlobalOptions): CountedOutput {
  const result = terminalOf(stdout, env, options.allowsColor);
  let hasEvents = false;
  return {
    form: options.form,
    isQuiet: options.isQuiet,
    terminal: terminalOf(stderr, env, options.allowsColor),
    get isTty() {
      return result.isTty;
    },
    get hasColor() {
      return result.hasColor;
    },
    get columns() {
      return result.columns;
    },
    get hasEvents() {
      return hasEvents;
    },
    progress: (text) => {
      if (!options.isQuiet) stderr.write(`${text}\n`);
    },
    event: (value) => {
      if (options.form !== 'jsonl') return;
      hasEvents = true;
      stdout.write(`${JSON.stringify(value)}\n`);
    },
  };
}

/** NO_COLOR counts when it is not empty (no-color.org); FORCE_COLOR is nobody's business here: a pipe has no colours. */
function terminalOf(stream: TextStream, env: Env, allowsColor: boolean): Terminal {
  const isTty = stream.isTTY === true && !env['CI'] && env['TERM'] !== 'dumb';
  return {
    isTty,
    hasColor: isTty && allowsColor && !env['NO_COLOR'],
    get columns() {
      return stream.columns || usualColumns;
    },
    get rows() {
      return stream.rows || usualRows;
    },
    write: (text) => void stream.write(text),
  };
}
