// Jest runs in CommonJS mode (its native ESM mode fails on several packages on Node 20), so swc compiles our TypeScript and
// every installed package that says "type": "module".
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import path from 'node:path';

const root = import.meta.dirname;

/** The node_modules folders: the root's, and those of workspaces that need another version than the root has. */
const nodeModules = ['.', ...workspaces('libs'), ...workspaces('apps')]
  .map((workspace) => path.join(root, workspace, 'node_modules'))
  .filter((folder) => existsSync(folder));

const esm = [...new Set(nodeModules.flatMap(esmPackages))].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

function workspaces(folder) {
  return readdirSync(path.join(root, folder)).map((name) => path.join(folder, name));
}

/** Names of the packages in a folder (nested ones too) that are ES modules. */
function esmPackages(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.isSymbolicLink()) return [];
    const here = path.join(folder, entry.name);
    if (entry.name.startsWith('@')) return esmPackages(here);
    const manifest = path.join(here, 'package.json');
    if (!existsSync(manifest)) return [];
    const nested = path.join(here, 'node_modules');
    const inner = existsSync(nested) ? esmPackages(nested) : [];
    const isModule = JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
    return isModule ? [here.replace(/^.*node_modules[\\/]/, ''), ...inner] : inner;
  });
}

/** @returns {[string, object]} */
function swc(parser) {
  const transform = { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true };
  const jsc = { target: 'es2022', parser, keepClassNames: true, transform };
  return ['@swc/jest', { swcrc: false, sourceMaps: 'inline', isModule: 'unknown', module: { type: 'commonjs' }, jsc }];
}

/** What takes long and tells nothing about coverage runs with `ICE_LONG=1`, in `make verify`: hundreds of cases by others, hostile
 *  programs, ten thousand items. */
export const longSpecs = ['test/cases/', 'test/api/hostile-code.spec.ts', 'test/engine/scale.spec.ts'];

/** @type {import('jest').Config} */
export default {
  cacheDirectory: '<rootDir>/.cache/jest',
  // Two workers on any machine: what passes here passes on the 2 cores of CI, within the same memory.
  maxWorkers: 2,
  // v8 reports coverage of every script that a worker has ever loaded, so a worker that grows old spends seconds on each file:
  // it is replaced after a file that leaves it larger than this.
  workerIdleMemoryLimit: '320MB',
  testEnvironment: 'node',
  testTimeout: 60_000,
  testEnvironmentOptions: {
    // zod and others keep registries on globalThis; deleting them between files breaks nothing but warns on each run.
    globalsCleanup: 'off',
    customExportConditions: ['ice-source', 'node', 'node-addons'],
  },
  roots: ['libs', 'apps', 'test', 'examples'].map((name) => path.join(root, name)).filter((place) => existsSync(place)),
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env['ICE_LONG'] === '1' ? [] : longSpecs.map((place) => `<rootDir>/${place}`)),
  ],
  // `dist` holds a second copy of every module, and of apps' package manifests once a bundler puts one there.
  modulePathIgnorePatterns: ['<rootDir>/(?:libs|apps)/[^/]+/dist/'],
  transform: {
    '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true }),
    '^.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  // Only the innermost node_modules counts: an ES module may well be nested in a package that is none.
  transformIgnorePatterns: [`/node_modules/(?!.*/node_modules/)(?!(?:${esm.join('|')})/)`],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['reflect-metadata', '<rootDir>/scripts/coverage/child-coverage-setup.mjs'],
  setupFilesAfterEnv: ['<rootDir>/test/support/property-seed.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['json', 'text-summary'],
  collectCoverageFrom: ['{libs,apps}/*/src/**/*.ts', '!**/*.spec.ts'],
};
