// Everything that `make test` checks: the cheap checks two at a time, then all tests with coverage, then the coverage of changed
// lines. Names of parts as arguments run only those: `node scripts/check.mjs lint types`.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { printTable, root, runParts, script, tool } from './run-parts.mjs';

/** The folders with code of ours, as far as they are there. */
const withCode = ['libs', 'apps', 'test', 'examples'].filter((folder) => existsSync(path.join(root, folder)));
const resultsFolder = path.join(root, '.cache', 'results');
const childCoverage = path.join(root, '.cache', 'coverage', 'child');
const lineCoverage = path.join(root, '.cache', 'coverage', 'lines');

/** Independent of each other, seconds each; the slowest first, so that two lanes end together. */
const cheap = [
  {
    name: 'lint',
    about: 'eslint, with types',
    commands: [tool('eslint', '.', '--max-warnings', '0')],
  },
  {
    name: 'types',
    about: 'tsc: projects, tests, examples, scripts',
    // The first builds, too: programs that tests start need `dist`, and the second reads declarations there instead of checking every
    // source once more.
    commands: [tool('tsc', '-b'), tool('tsc', '-p', 'tsconfig.specs.json'), tool('tsc', '-p', 'tsconfig.scripts.json')],
  },
  {
    name: 'unused',
    about: 'knip: no unused file, export or dependency',
    commands: [tool('knip', '--no-progress', '--no-config-hints')],
  },
  {
    name: 'imports',
    about: 'dependency-cruiser: the law of imports',
    commands: [tool('depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'err', ...withCode)],
  },
  {
    name: 'format',
    about: 'prettier',
    commands: [
      tool('prettier', '--check', '.', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier'),
    ],
  },
  {
    name: 'lock',
    about: 'package-lock.json names the packages of every platform',
    commands: [script('scripts/complete-lock.mjs', '--check')],
  },
];

/** Need both cores, and each other's results. */
const heavy = [
  {
    name: 'tests',
    about: 'jest: every *.spec.ts',
    commands: [
      script('scripts/need-redis.mjs'),
      tool('jest', '--ci', '--json', '--outputFile', '.cache/results/tests.json'),
    ],
    env: { ICE_CHILD_COVERAGE: childCoverage, ICE_LINE_COVERAGE: lineCoverage },
  },
  {
    name: 'coverage',
    about: 'at least 90 % of the changed lines',
    commands: [script('scripts/coverage/changed-coverage.mjs')],
  },
];

const wanted = process.argv.slice(2);
const known = [...cheap, ...heavy].map(({ name }) => name);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`check: no part called ${unknown.join(', ')}; there are ${known.join(', ')}`);
  process.exit(2);
}

if (isWanted({ name: 'tests' })) prepareResults();
const results = await runParts(cheap.filter(isWanted), 2);
printTable([...results, ...(await runParts(heavy.filter(isWanted)))]);

/** @param {{ name: string }} part */
function isWanted({ name }) {
  return wanted.length === 0 || wanted.includes(name);
}

/** A result of an earlier run must never pass for one of this run. */
function prepareResults() {
  for (const old of [childCoverage, lineCoverage, path.join(resultsFolder, 'tests.json')]) {
    rmSync(old, { recursive: true, force: true });
  }
  mkdirSync(resultsFolder, { recursive: true });
}
