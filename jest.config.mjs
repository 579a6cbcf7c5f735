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

/** Set by `node scripts/check.mjs tests`: the folder for the lines that ran. Without it nothing is counted. */
const countsLines = Boolean(process.env['ICE_LINE_COVERAGE']);

/** @returns {[string, object]} */
function swc(parser, transformer = '@swc/jest') {
  const transform = { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true };
  const jsc = { target: 'es2022', parser, keepClassNames: true, transform };
  return [transformer, { swcrc: false, sourceMaps: true, isModule: 'unknown', module: { type: 'commonjs' }, jsc }];
}

/** What takes long and tells nothing about coverage runs with `ICE_LONG=1`, in `make verify`: hundreds of cases by others, hostile
 *  programs, ten thousand items, a Redis in trouble. */
export const longSpecs = [
  'test/cases/',
  'test/api/hostile-code.spec.ts',
  'test/engine/scale.spec.ts',
  'test/redis/redis-cluster.spec.ts',
  'test/redis/refusing-redis.spec.ts',
  'test/docs/tutorials.spec.ts',
  'test/architecture/bundle.spec.ts',
];

/** These run always, and with `ICE_LONG=1` do more of the same. */
export const longVariants = [
  'test/api/bad-inputs.spec.ts',
  'test/api/bad-floods.spec.ts',
  'test/api/bad-frames.spec.ts',
  'libs/models/src/provider/any-pieces.spec.ts',
  'test/contracts/ledger-contract.spec.ts',
  'test/contracts/ledger-processes.spec.ts',
  'test/contracts/store-contract.spec.ts',
  'test/engine/leaks.spec.ts',
  'test/redis/redis-ledger.spec.ts',
  'test/redis/redis-store-property.spec.ts',
];

/** @type {import('jest').Config} */
export default {
  cacheDirectory: '<rootDir>/.cache/jest',
  // Two workers on any machine: what passes here passes on the 2 cores of CI, within the same memory.
  maxWorkers: 2,
  // A worker is replaced after a file that leaves its heap larger than this, garbage included, and a new one takes ten seconds to be as
  // warm. Files leave next to nothing that is not garbage, so this is for the memory of small machines only.
  workerIdleMemoryLimit: '1200MB',
  testEnvironment: countsLines
    ? '<rootDir>/scripts/coverage/counting-environment.mjs'
    : '<rootDir>/scripts/jest/spec-environment.mjs',
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
    ...(countsLines && {
      '/(?:libs|apps)/[^/]+/src/.+(?<!\\.spec)\\.ts$': swc(
        { syntax: 'typescript', decorators: true },
        '<rootDir>/scripts/coverage/counting-transform.mjs',
      ),
    }),
    '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true }),
    '^.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  // Only the innermost node_modules counts: an ES module may well be nested in a package that is none.
  transformIgnorePatterns: [`/node_modules/(?!.*/node_modules/)(?!(?:${esm.join('|')})/)`],
  resolver: '<rootDir>/scripts/jest/source-resolver.mjs',
  setupFiles: ['reflect-metadata', '<rootDir>/scripts/coverage/child-coverage-setup.mjs'],
  setupFilesAfterEnv: ['<rootDir>/test/support/property-seed.ts'],
};
