/** Does what a page tells its reader to do. A block of code whose lead is the name of a file (`greeting.yaml`:) is written there; blocks of
 *  `sh` are run in their order, in one shell; a block of `text` right behind one is what it prints, where a line of … alone stands for any
 *  lines, and … within a line for anything. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { CodeBlock, MarkdownPage } from './markdown-page.js';

/** Stands behind what each block of commands has printed. */
const mark = '--- played ---';

/** Where it is done. */
export interface Surroundings {
  /** The folder in which the reader is. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** What stands for something else on the page, e.g. the address of the server. */
  readonly replaced: Readonly<Record<string, string>>;
}

/** What a block has printed, and what the page says of it; null where it says nothing. */
export interface Played {
  readonly line: number;
  readonly printed: string;
  readonly shown: string | null;
}

/** Plays all of a page. Rejects with what was printed when a command fails. */
export async function playPage(page: MarkdownPage, surroundings: Surroundings): Promise<readonly Played[]> {
  const blocks = page.code;
  const printed = (await runShell(scriptOf(blocks, surroundings), surroundings)).split(`${mark}\n`);
  return blocks.filter(isCommand).map((block, index) => ({
    line: block.line,
    printed: printed[index] ?? '',
    shown: shownAfter(block, blocks),
  }));
}

/** True when what was printed is what is shown. */
export function isAsShown(printed: string, shown: string): boolean {
  const lines = shown
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '…' ? '(?:.*\\n)*?' : `${patternOf(line)}\\s*\\n`));
  return new RegExp(`^${lines.join('')}\\s*$`).test(`${printed.trimEnd()}\n`);
}

function patternOf(line: string): string {
  return line
    .trimEnd()
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
}

/** Files and commands in the order of the page. */
function scriptOf(blocks: readonly CodeBlock[], surroundings: Surroundings): string {
  const parts = blocks.map((block) => {
    const text = replacing(block.text, surroundings);
    return isCommand(block) ? `${text}\necho '${mark}'` : writing(block, text, surroundings.folder);
  });
  return parts.join('\n');
}

function isCommand({ language }: CodeBlock): boolean {
  return language === 'sh';
}

/** Nothing for a block that is no file. */
function writing({ language, lead }: CodeBlock, text: string, folder: string): string {
  const [, name] = /(?:^|\s)`([\w./-]+)`:$/.exec(lead) ?? [];
  if (name === undefined || language === 'text') return '';
  const place = path.join(folder, name);
  return `mkdir -p '${path.dirname(place)}'\ncat > '${place}' <<'${mark}'\n${text}${mark}`;
}

function replacing(text: string, { replaced }: Surroundings): string {
  return Object.entries(replaced).reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
}

function shownAfter(block: CodeBlock, blocks: readonly CodeBlock[]): string | null {
  const next = blocks[blocks.indexOf(block) + 1];
  return next?.language === 'text' ? next.text : null;
}

function runShell(script: string, { folder, env }: Surroundings): Promise<string> {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', `exec 2>&1\n${script}`], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(printed) : reject(new Error(`bash: ${code}\n${printed}`))));
  });
}
