/** The page `docs/reference/cli.md`, written out of the declarations: what help says and what the page says cannot differ. Pure. */
import type { ArgumentDeclaration, CommandDeclaration, OptionDeclaration } from '../command/command.js';
import { exitCodes } from '../command/exit-codes.js';
import { globalOptionDeclarations } from '../command/global-options.js';
import { ownCodes } from '../command/own-codes.js';

/** Markdown, with a line break at its end. */
export function cliReference(commands: readonly CommandDeclaration[]): string {
  const tables = [optionTable(globalOptionDeclarations), exitCodeTable(), ownCodeTable()];
  const parts = [head, ...tables, '## Commands', ...commands.map(section)];
  return `${parts.join('\n\n')}\n`;
}

const head = `# The command line

<!-- Written by \`npm run schemas\` out of the declarations in apps/cli/src/commands. -->

\`ice\` is in \`node_modules/.bin\` after the build: \`npx ice --help\`. Every command talks to the API through the client: to a server with
\`--remote\` or \`ICE_URL\`, else to the API in its own process, over the data in \`--data-dir\`
([decision 0038](../decisions/0038-one-path-for-the-command-line.md)).

stdout is the result and nothing else; progress, hints and questions go to stderr. With \`--json\` stdout is one JSON document whatever
happens: a failure is \`{"error": {"code", "message", "hint", "exit_code", "details"}}\`. With \`--jsonl\` commands that show events write
each as one line. Colours and redrawing need a terminal, and end with \`NO_COLOR\`, \`TERM=dumb\`, \`CI\` or \`--no-color\`.

Ctrl-C says what happens: \`run\` and \`exec rerun\` cancel their execution and wait for its end, \`exec watch\` leaves it running, all others
end at once. A second Ctrl-C skips the clean-up; an execution that was left that way goes on with the next process that runs executions on
the same data.

## Options of every command`;

function optionTable(options: readonly OptionDeclaration[]): string {
  const rows = options.map(({ flags, about, fallback }) => {
    const rest = fallback === undefined ? '' : ` Default: \`${String(fallback)}\`.`;
    return `| \`${flags}\` | ${cell(about)}.${rest} |`;
  });
  return ['| option | what it does |', '| --- | --- |', ...rows].join('\n');
}

function exitCodeTable(): string {
  const rows = Object.entries(exitCodes).map(([code, meaning]) => `| ${code} | ${cell(meaning)} |`);
  return ['## Exit codes', '', '| code | meaning |', '| --- | --- |', ...rows].join('\n');
}

function ownCodeTable(): string {
  const rows = ownCodes.map(({ code, exitCode, title, hint }) => {
    return `| \`${code}\` | ${exitCode} | ${cell(title)} | ${cell(hint)} |`;
  });
  return [
    '## Codes of the command line',
    '',
    'The `code` of a failure is one of the API ([the list](errors.md)), one that a tool or a `fail` node has named, or one of these;',
    '`ice explain <code>` knows them all but those of tools and `fail` nodes.',
    '',
    '| code | exit code | meaning | what comes next |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function section({ name, summary, arguments: given = [], options = [], examples }: CommandDeclaration): string {
  return [
    `### \`${['ice', name, ...given.map(placeholder)].join(' ')}\``,
    `${summary}.`,
    ...(given.length > 0 ? [given.map(argumentLine).join('\n')] : []),
    ...(options.length > 0 ? [optionTable(options)] : []),
    ['```sh', ...examples, '```'].join('\n'),
  ].join('\n\n');
}

function placeholder({ name, isOptional, isVariadic }: ArgumentDeclaration): string {
  const inner = `${name}${isVariadic ? '...' : ''}`;
  return isOptional ? `[${inner}]` : `<${inner}>`;
}

function argumentLine({ name, about }: ArgumentDeclaration): string {
  return `- \`${name}\`: ${about}`;
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
