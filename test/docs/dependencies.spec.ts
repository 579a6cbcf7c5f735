/** The decision about production dependencies lists what the manifests list: every package with its users, and no other. */
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { codeWords, MarkdownPage, root } from './markdown-page.js';

const page = new MarkdownPage('docs/decisions/0002-production-dependencies.md');

/** `package in workspace`, for every dependency from outside. */
function inManifests(): readonly string[] {
  return ['libs', 'apps'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).flatMap((workspace) => {
      const manifest = JSON.parse(readFileSync(path.join(root, folder, workspace, 'package.json'), 'utf8'));
      const names = Object.keys(manifest.dependencies ?? {}).filter((name) => !name.startsWith('@ice/'));
      return names.map((name) => `${name} in ${workspace}`);
    }),
  );
}

describe('docs/decisions/0002-production-dependencies.md', () => {
  const rows = page.rows('Decision');

  it('lists every package with the workspaces that use it', () => {
    const listed = rows.flatMap((row) =>
      codeWords(row['package'] ?? '').flatMap((name) =>
        (row['in'] ?? '').split(', ').map((user) => `${name} in ${user}`),
      ),
    );
    expect([...listed].sort()).toEqual([...inManifests()].sort());
  });

  it('gives a reason for each', () => {
    expect(rows.filter((row) => !row['why'])).toEqual([]);
  });
});
