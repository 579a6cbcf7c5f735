/** docs/reference/cli.md is what `npm run schemas` writes out of the declarations. */
import { cliReference, commandList } from '@ice/cli';
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';

describe('the reference of the command line', () => {
  it('is as the declarations are', () => {
    const page = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs', 'reference', 'cli.md'), 'utf8');
    expect(page).toBe(cliReference(commandList));
  });

  it('names each command once, with an example that begins with it', () => {
    const names = commandList.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const without = commandList.filter(({ name, examples }) => !examples.some((line) => line.includes(`ice ${name}`)));
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});
