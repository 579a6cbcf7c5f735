/** A page of the docs, taken apart as far as the specs here need it: headings, tables, code blocks, links. Knows GitHub's notation and
 *  nothing of what a page says. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the checkout. */
export const root = path.join(import.meta.dirname, '..', '..');

/** One row of a table: the text of each cell by the heading of its column. */
export type Row = Readonly<Record<string, string>>;

/** A fenced block of code. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** Of its first line of code, from 1. */
  readonly line: number;
  /** The last line of prose above it. */
  readonly lead: string;
}

interface Line {
  readonly text: string;
  readonly number: number;
  readonly isCode: boolean;
}

/** A page. */
export class MarkdownPage {
  private readonly lines: readonly Line[];

  /** @param file path from the root. */
  constructor(readonly file: string) {
    this.lines = markCode(readFileSync(path.join(root, file), 'utf8').replace(/\n$/, '').split('\n'));
  }

  /** All lines, code included. */
  get length(): number {
    return this.lines.length;
  }

  /** The lines that are no code. */
  get prose(): readonly string[] {
    return this.lines.filter(({ isCode }) => !isCode).map(({ text }) => text);
  }

  /** What a link may name after `#`. */
  get anchors(): readonly string[] {
    return this.prose.filter((text) => /^#+ /.test(text)).map((text) => anchorOf(text.replace(/^#+ /, '')));
  }

  /** Targets of links that lead to no other site. */
  get links(): readonly string[] {
    const targets = [...this.prose.join('\n').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    return targets.filter((target) => !/^[a-z]+:/.test(target));
  }

  /** All code blocks. */
  get code(): readonly CodeBlock[] {
    const blocks: { language: string; text: string; line: number; lead: string }[] = [];
    for (const [index, { text, isCode, number }] of this.lines.entries()) {
      if (!isCode) continue;
      const before = this.lines[index - 1];
      if (before && !before.isCode) {
        const lead = this.lines.slice(0, index - 1).findLast((line) => !line.isCode && line.text.trim() !== '');
        blocks.push({ language: before.text.trim().slice(3), text: '', line: number, lead: lead?.text ?? '' });
      }
      const block = blocks.at(-1);
      if (block) block.text += `${text}\n`;
    }
    return blocks;
  }

  /** The rows of all tables under a heading, up to the next heading of any level. */
  rows(heading: string): readonly Row[] {
    const start = this.lines.findIndex(({ text, isCode }) => !isCode && text.replace(/^#+ /, '') === heading);
    if (start < 0) throw new Error(`${this.file} has no heading "${heading}".`);
    const rest = this.lines.slice(start + 1);
    const end = rest.findIndex(({ text, isCode }) => !isCode && /^#+ /.test(text));
    return rowsOf((end < 0 ? rest : rest.slice(0, end)).map(({ text }) => text));
  }
}

/** Every page of the project, as paths from the root. */
export function allPages(): readonly string[] {
  return ['', 'docs', 'libs', 'apps', 'examples', 'test', 'bench'].flatMap((folder) =>
    folder === '' ? pagesIn('.', false) : pagesIn(folder, true),
  );
}

/** The text of a cell without backticks and escapes. */
export function plainText(cell: string): string {
  return cell.replaceAll('`', '').replaceAll(/\\([|_])/g, '$1');
}

/** The words in backticks in a cell, in order. */
export function codeWords(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
}

function pagesIn(folder: string, deep: boolean): readonly string[] {
  const skipped = ['node_modules', 'dist', 'coverage'];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const here = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return deep && !skipped.includes(entry.name) ? pagesIn(here, true) : [];
    return entry.name.endsWith('.md') ? [here] : [];
  });
}

function markCode(texts: readonly string[]): readonly Line[] {
  let isInside = false;
  return texts.map((text, index) => {
    const isFence = text.trimStart().startsWith('```');
    const line = { text, number: index + 1, isCode: isInside && !isFence };
    if (isFence) isInside = !isInside;
    return line;
  });
}

function rowsOf(texts: readonly string[]): readonly Row[] {
  const rows: Row[] = [];
  let columns: readonly string[] | null = null;
  for (const text of texts) {
    if (!text.startsWith('|')) columns = null;
    else if (columns === null) columns = cellsOf(text);
    else if (!/^\|[\s|:-]+\|$/.test(text)) {
      const cells = cellsOf(text);
      rows.push(Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
    }
  }
  return rows;
}

function cellsOf(text: string): readonly string[] {
  return text
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** GitHub's rule: small letters, no punctuation, dashes for spaces. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
