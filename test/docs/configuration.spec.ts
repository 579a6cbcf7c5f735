/** The table of variables, `.env.example`, the README and the reference say the same. */
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

  it.each([
    ['README.md', 'Configuration'],
    ['docs/reference/configuration.md', 'Configuration'],
  ])('stand in %s', (file, heading) => {
    const rows = new MarkdownPage(file).rows(heading).map((row) => Object.values(row).map(plainText));
    expect(rows).toEqual(variables);
  });
});
