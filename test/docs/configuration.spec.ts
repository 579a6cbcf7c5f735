/** The table of variables, `.env.example` and the reference say the same, and the README some of it. */
import { describe, expect, it } from '@jest/globals';
import { envExample } from '@ice/api';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MarkdownPage, plainText, root } from './markdown-page.js';

/** Name, default and description of every variable. */
const variables = [...envExample().matchAll(/^# (.+)\n# ([A-Z_]+)=(.*)$/gm)].map(
  ([, description = '', name = '', standard = '']) => [name, standard, description],
);

describe('the variables of the environment', () => {
  it('are there', () => {
    expect(variables.length).toBeGreaterThan(10);
  });

  it('stand in .env.example as they are', () => {
    expect(readFileSync(path.join(root, '.env.example'), 'utf8')).toBe(envExample());
  });

  const rowsOf = (file: string) =>
    new MarkdownPage(file).rows('Configuration').map((row) => Object.values(row).map(plainText));

  it('stand in docs/reference/configuration.md', () => {
    expect(rowsOf('docs/reference/configuration.md')).toEqual(variables);
  });

  it('that matter first stand in the README, in the same words', () => {
    const rows = rowsOf('README.md');
    expect(rows.length).toBeGreaterThan(10);
    expect(rows).toEqual(variables.filter(([name]) => rows.some(([shown]) => shown === name)));
  });
});
