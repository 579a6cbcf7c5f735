/** The options that every command takes, wherever they stand in the line. */
import type { OptionDeclaration } from './command.js';

/** As help shows them. */
export const globalOptionDeclarations: readonly OptionDeclaration[] = [
  { flags: '--json', about: 'stdout is one JSON document, for failures too' },
  { flags: '--jsonl', about: 'stdout is one JSON value a line: events as they come' },
  { flags: '-q, --quiet', about: 'no progress on stderr' },
  {
    flags: '--remote <url>',
    about: 'use this server (ICE_URL; key in ICE_API_KEY) instead of running in this process',
  },
  { flags: '--data-dir <dir>', about: 'where local mode keeps its data (ICE_DATA_DIR; default .ice)' },
  { flags: '--no-color', about: 'no colours' },
];

/** Their values. */
export interface GlobalOptions {
  readonly form: 'text' | 'json' | 'jsonl';
  readonly isQuiet: boolean;
  readonly remote: string | null;
  readonly dataDir: string | null;
  readonly allowsColor: boolean;
}

/** As commander gives them. */
export function readGlobalOptions(values: Readonly<Record<string, unknown>>): GlobalOptions {
  return {
    form: values['json'] === true ? 'json' : values['jsonl'] === true ? 'jsonl' : 'text',
    isQuiet: values['quiet'] === true,
    remote: textOf(values['remote']),
    dataDir: textOf(values['dataDir']),
    allowsColor: values['color'] !== false,
  };
}

/** As far as they are needed to tell of a line that cannot be read: `--json` counts there too. */
export function guessGlobalOptions(argv: readonly string[]): GlobalOptions {
  const end = argv.indexOf('--');
  const flags = new Set(end < 0 ? argv : argv.slice(0, end));
  const json = flags.has('--json');
  return readGlobalOptions({ json, jsonl: flags.has('--jsonl'), color: !flags.has('--no-color') });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
