/** The codes of failures that are the command line's own: the API, which has a catalog of its codes, never answers with one of these. */
import type { ExitCode } from './exit-codes.js';

/** What a code of the command line means. */
export interface OwnCode {
  readonly code: string;
  /** What the process ends with. */
  readonly exitCode: ExitCode;
  readonly title: string;
  /** What to do next, where the failure at hand has no better advice. */
  readonly hint: string;
}

/** In alphabetical order. */
export const ownCodes: readonly OwnCode[] = [
  {
    code: 'already-exists',
    exitCode: 7,
    title: 'What was to be written is there already',
    hint: 'Take another name, or move what is there.',
  },
  {
    code: 'cancelled',
    exitCode: 8,
    title: 'The execution was cancelled',
    hint: '`ice exec rerun <id>` goes on with what had not completed.',
  },
  {
    code: 'changed-meanwhile',
    exitCode: 7,
    title: 'A file was changed while the command worked',
    hint: 'Nothing was written: give the command again.',
  },
  {
    code: 'config-invalid',
    exitCode: 2,
    title: 'A setting cannot be used',
    hint: 'Mend the variable in the environment or in .env; `ice config` shows where each comes from.',
  },
  {
    code: 'file-unreadable',
    exitCode: 2,
    title: 'A file or a folder is not there, or cannot be read',
    hint: 'Look at its name, seen from the folder that the command is given in, and at its rights.',
  },
  {
    code: 'file-unwritable',
    exitCode: 2,
    title: 'A file cannot be written',
    hint: 'Work in a folder that you may write, and that has room.',
  },
  {
    code: 'interrupted',
    exitCode: 130,
    title: 'It was ended with Ctrl-C',
    hint: '`ice exec list` shows the executions, also one that was left running.',
  },
  {
    code: 'module-not-understood',
    exitCode: 7,
    title: 'The module of a plugin is written in another way than "ice new" reads',
    hint: 'Give --no-register, and add the lines that are told.',
  },
  {
    code: 'no-package',
    exitCode: 2,
    title: 'There is no package to write into',
    hint: 'Make one: ice scaffold toolkit my-tools. "ice init" makes a package that is there a plugin.',
  },
  {
    code: 'package-invalid',
    exitCode: 3,
    title: 'A package.json cannot be used',
    hint: 'Mend what the message names.',
  },
  {
    code: 'package-unfit',
    exitCode: 7,
    title: 'A package is no ES module',
    hint: 'Add "type": "module" to its package.json.',
  },
  {
    code: 'unexpected',
    exitCode: 1,
    title: 'A fault of the command line itself',
    hint: 'Report it with the lines below the message.',
  },
  {
    code: 'unreachable',
    exitCode: 9,
    title: 'The server does not answer',
    hint: 'Look whether it is up, and at its address in --remote or ICE_URL: curl <address>/health',
  },
  {
    code: 'usage',
    exitCode: 2,
    title: 'The command was used wrongly',
    hint: '`ice <command> --help` says what a command takes.',
  },
];

/** The advice for a code of the table. */
export function ownHint(code: string): string {
  return ownCodes.find((own) => own.code === code)?.hint ?? '';
}
