/** Every rule of the law of imports (`.dependency-cruiser.mjs`) bites: a small tree breaks each once. That the law holds in this tree
 *  is a check of its own (`node scripts/check.mjs imports`). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import law from '../../.dependency-cruiser.mjs';

const root = path.join(import.meta.dirname, '..', '..');

/** What each workspace of the small tree may use, so that only the rule in question is broken. */
const workspaces: Readonly<Record<string, readonly string[]>> = {
  'libs/core': ['zod', 'left-pad', '@ice/builder'],
  'libs/orchestrator': ['@ice/core', '@ice/builder', '@nestjs/common'],
  'libs/builder': ['@ice/core', 'left-pad'],
  'libs/client': ['@ice/core'],
  'libs/tools': ['@ice/core'],
  'libs/plugin': ['@ice/core', '@ice/tools', '@ice/builder', '@nestjs/common'],
  'apps/api': ['@ice/core', '@nestjs/common', 'bullmq'],
  'apps/cli': ['@ice/api'],
  'apps/studio': ['@ice/api', '@ice/cli'],
};

/** Files that keep the law in ways that look like breaking it. */
const lawful: Readonly<Record<string, string>> = {
  'apps/api/src/main.ts': `import '@nestjs/common';\nimport '@ice/core';`,
  'apps/api/src/late.ts': `import type {} from 'bullmq';\nvoid import('./queue/bull-execution-queue.module.js');`,
  'apps/api/src/queue/bull-execution-queue.module.ts': `import 'bullmq';`,
  'apps/cli/src/main.ts': `import '@ice/api';`,
  'libs/builder/src/b.ts': `import './a.js';`, // closes the cycle that a.ts is reported for
  'libs/client/src/client.ts': `import type { word } from '@ice/core';\nexport type Word = typeof word;`,
  'libs/core/src/compile/hash.ts': `import 'node:crypto';`,
  'libs/core/src/compile/parent.ts': `import { child } from './child.js';\nexport const parent = child;`,
  'libs/core/src/compile/child.ts': `import type { parent } from './parent.js';\nexport const child = 1;\nexport type Parent = typeof parent;`,
  'libs/core/src/compile/hash.spec.ts': `import 'node:fs';\nimport 'left-pad';\nimport './hash.js';`,
  'libs/plugin/src/tool.ts': `import '@nestjs/common';\nimport '@ice/tools';\nimport '@ice/core';`,
  'libs/storage/src/file-store.ts': `import 'node:fs';`,
};

/** One breach a line: the rule, the file that breaks it, what it imports (its content), and where that leads. */
const breaches: readonly (readonly [rule: string, file: string, content: string, to: string])[] = [
  ['core-imports-nothing-of-ours', 'libs/core/src/up.ts', `import '@ice/builder';`, 'libs/builder/src/index.ts'],
  ['libs-import-only-core', 'libs/orchestrator/src/aside.ts', `import '@ice/builder';`, 'libs/builder/src/index.ts'],
  ['libs-import-only-core', 'libs/orchestrator/src/up.ts', `import type {} from '@ice/api';`, 'apps/api/src/index.ts'],
  [
    'plugin-imports-only-core-and-tools',
    'libs/plugin/src/aside.ts',
    `import '@ice/builder';`,
    'libs/builder/src/index.ts',
  ],
  ['apps-import-no-app', 'apps/studio/src/aside.ts', `import '@ice/cli';`, 'apps/cli/src/index.ts'],
  ['only-the-cli-imports-the-api', 'apps/studio/src/server.ts', `import '@ice/api';`, 'apps/api/src/index.ts'],
  [
    'nest-only-in-api-and-plugin',
    'libs/orchestrator/src/nest.ts',
    `import '@nestjs/common';`,
    'node_modules/@nestjs/common/index.js',
  ],
  ['core-packages', 'libs/core/src/pad.ts', `import 'left-pad';`, 'node_modules/left-pad/index.js'],
  ['core-packages', 'libs/core/src/disk.ts', `import 'node:fs';`, 'fs'],
  [
    'client-imports-only-types',
    'libs/client/src/value.ts',
    `import { word } from '@ice/core';\nword;`,
    'libs/core/src/index.ts',
  ],
  ['client-imports-only-types', 'libs/client/src/socket.ts', `import 'node:net';`, 'net'],
  ['loaded-when-needed', 'apps/api/src/line.ts', `import 'bullmq';`, 'node_modules/bullmq/index.js'],
  [
    'loaded-when-needed',
    'apps/api/src/module.ts',
    `import './queue/bull-execution-queue.module.js';`,
    'apps/api/src/queue/bull-execution-queue.module.ts',
  ],
  ['no-deep-imports', 'libs/builder/src/deep.ts', `import '../../core/src/word.js';`, 'libs/core/src/word.ts'],
  ['no-deep-imports-from-outside', 'examples/deep.ts', `import '../libs/core/src/word.js';`, 'libs/core/src/word.ts'],
  [
    'words-before-compile',
    'libs/core/src/error/back.ts',
    `import '../compile/hash.js';`,
    'libs/core/src/compile/hash.ts',
  ],
  ['pure-rooms', 'libs/orchestrator/src/schedule/clock.ts', `import 'node:timers';`, 'timers'],
  ['no-cycles', 'libs/builder/src/a.ts', `import './b.js';`, 'libs/builder/src/b.ts'],
  ['no-orphans', 'libs/builder/src/left-over.ts', 'export const unused = 1;', 'libs/builder/src/left-over.ts'],
  [
    'no-specs-in-sources',
    'libs/core/src/spec.ts',
    `import './compile/hash.spec.js';`,
    'libs/core/src/compile/hash.spec.ts',
  ],
  ['declared-packages-only', 'apps/api/src/pad.ts', `import 'left-pad';`, 'node_modules/left-pad/index.js'],
  ['no-unresolvable', 'libs/builder/src/gone.ts', `import './nowhere.js';`, './nowhere.js'],
];

describe('the law of imports', () => {
  let smallTree: string;

  beforeAll(() => {
    smallTree = mkdtempSync(path.join(tmpdir(), 'import-law-'));
    plantTree(smallTree);
  });

  afterAll(() => rmSync(smallTree, { recursive: true, force: true }));

  it('bites: every breach is reported, and nothing lawful is', () => {
    const expected = breaches.map(([rule, file, , to]) => `${rule}: ${file} → ${to}`);
    expect(violations(smallTree)).toEqual(expected.sort());
  }, 60_000);

  it('has no rule that the small tree does not break', () => {
    const rules = law.forbidden?.map(({ name }) => name);
    expect([...new Set(breaches.map(([rule]) => rule))].sort()).toEqual(rules?.sort());
  });
});

/** What dependency-cruiser reports for a tree under the real law, sorted. */
function violations(tree: string): string[] {
  const cruiser = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const options = ['--config', path.join(root, '.dependency-cruiser.mjs'), '--output-type', 'json'];
  const withCode = ['libs', 'apps', 'test', 'examples'].filter((folder) => existsSync(path.join(tree, folder)));
  const { stdout, stderr } = spawnSync(process.execPath, [cruiser, ...options, ...withCode], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (!stdout) throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  const report = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  };
  return report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();
}

function plantTree(tree: string): void {
  for (const file of ['tsconfig.base.json', 'tsconfig.test.json'])
    copyFileSync(path.join(root, file), path.join(tree, file));
  for (const name of ['zod', 'left-pad', '@nestjs/common', 'bullmq']) plantPackage(tree, name);
  for (const [place, dependencies] of Object.entries(workspaces)) plantWorkspace(tree, place, dependencies);
  plant(tree, 'libs/core/src/word.ts', `import './index.js';`);
  for (const [file, content] of Object.entries(lawful)) plant(tree, file, content);
  for (const [, file, content] of breaches) plant(tree, file, content);
}

function plantPackage(tree: string, name: string): void {
  plant(tree, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
  plant(tree, `node_modules/${name}/index.js`, '');
}

function plantWorkspace(tree: string, place: string, dependencies: readonly string[]): void {
  const name = `@ice/${path.basename(place)}`;
  const exports = { '.': { 'ice-source': './src/index.ts', default: './dist/index.js' } };
  const versions = Object.fromEntries(dependencies.map((dependency) => [dependency, '1.0.0']));
  plant(
    tree,
    `${place}/package.json`,
    JSON.stringify({ name, version: '1.0.0', type: 'module', exports, dependencies: versions }),
  );
  plant(tree, `${place}/src/index.ts`, 'export const word = 1;');
  mkdirSync(path.join(tree, 'node_modules/@ice'), { recursive: true });
  symlinkSync(path.join(tree, place), path.join(tree, 'node_modules', name));
}

function plant(tree: string, file: string, content: string): void {
  mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
  writeFileSync(path.join(tree, file), content);
}
