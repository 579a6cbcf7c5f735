/** The reference of the stream names every frame and every close code that the code has, and no other. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { codeWords, MarkdownPage, root } from './markdown-page.js';
import { sourcesBelow } from './source-declarations.js';

const page = new MarkdownPage('docs/reference/stream.md');
const folder = 'apps/api/src/stream';
/** What the protocol library closes with; a socket says 4413 in its place. */
const replaced = '1009';

const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Everything that an expression with one group finds, once, in alphabetical order. */
function found(text: string, expression: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(expression)].map(([, word = '']) => word))].sort();
}

function framesUnder(heading: string): readonly string[] {
  return [...new Set(page.rows(heading).map((row) => codeWords(row['frame'] ?? '')[0] ?? ''))].sort();
}

describe('docs/reference/stream.md', () => {
  it('names the frames of clients', () => {
    expect(framesUnder('Client to server')).toEqual(
      found(textOf(`${folder}/socket/client-frame.ts`), /type: z\.literal\('([a-z]+)'\)/g),
    );
  });

  it('names the frames of the server', () => {
    const text = textOf(`${folder}/socket/server-frame.ts`);
    const written = found(text, /["{,]"?type"?: ?"([a-z]+)"/g);
    const typed = [...text.matchAll(/readonly type: ((?:'[a-z]+'(?: \| )?)+)/g)].flatMap(([, union = '']) =>
      found(union, /'([a-z]+)'/g),
    );
    expect(framesUnder('Server to client')).toEqual([...new Set([...written, ...typed])].sort());
  });

  it('names the close codes', () => {
    const files = sourcesBelow(folder).filter((file) => !file.includes('/testing/'));
    const used = files.flatMap((file) => found(textOf(file), /(?<![\d_])(10[01]\d|44\d\d|45\d\d)(?![\d_])/g));
    const sent = [...new Set(used)].filter((code) => code !== replaced).sort();
    expect(page.rows('Close codes').map((row) => row['code'])).toEqual(sent);
  });
});
