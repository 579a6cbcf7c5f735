// The long suites behind the promises. A suite is added by placing a file:
//
//   test/chaos/<name>.mjs     a program that exits with 0 when what it promises held (what such programs share goes in a folder below)
//   *.property.spec.ts        a property test; it reads ICE_LONG=1 and then tries many more cases
//   longSpecs of jest.config  specs that are too long for `make test`; longVariants are longer with ICE_LONG=1
//   bench/run.mjs             the benchmarks
//
// Names as arguments run only those: `node scripts/verify.mjs chaos/kill`.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { longSpecs, longVariants } from '../jest.config.mjs';
import { printTable, root, runParts, script, tool } from './run-parts.mjs';

/** Programs of chaos, smaller here than by themselves. @type {Record<string, string[]>} */
const sizes = {
  'kill.mjs': ['--executions', '600', '--kills', '12'],
  'locks.mjs': ['--operations', '1500', '--faults', '5'],
};
/** These start a Redis of their own, wherever another one is. */
const redisPrograms = ['redis.mjs', 'locks.mjs'];
const ownRedis = { commands: [script('scripts/need-redis.mjs')], env: { REDIS_URL: '' } };
const resultsFolder = path.join(root, '.cache', 'results');
const wanted = process.argv.slice(2);

const suites = [...propertySuites(), ...longSuites(), ...chaosSuites(), ...benchSuites()].filter(isWanted);
mkdirSync(resultsFolder, { recursive: true });
for (const old of ['verify.json', 'properties.json', 'cases.json'])
  rmSync(path.join(resultsFolder, old), { force: true });
console.log(`verify: ${suites.length} suites: ${suites.map(({ name }) => name).join(', ') || 'none'}`);
const results = await runParts(suites);
if (results.length > 0) printTable(results);
writeTotals(results);

function propertySuites() {
  const specs = ['libs', 'apps', 'test']
    .flatMap((folder) => filesBelow(folder))
    .filter((file) => file.endsWith('.property.spec.ts'));
  if (specs.length === 0) return noSuite('properties', '*.property.spec.ts');
  const output = ['--json', '--outputFile', '.cache/results/properties.json'];
  return [
    {
      name: 'properties',
      about: `${specs.length} property specs, many cases each`,
      commands: [tool('jest', '--ci', '--testTimeout', '1800000', ...output, '--runTestsByPath', ...specs)],
      env: { ICE_LONG: '1' },
    },
  ];
}

function longSuites() {
  const places = [...longSpecs, ...longVariants].filter((place) => existsSync(path.join(root, place)));
  const output = ['--json', '--outputFile', '.cache/results/cases.json'];
  const about = 'cases by others, hostile programs, ten thousand items';
  return [
    {
      name: 'cases',
      about,
      commands: [tool('jest', '--ci', '--testTimeout', '300000', ...output, ...places)],
      env: { ICE_LONG: '1' },
    },
  ];
}

function chaosSuites() {
  const folder = path.join(root, 'test', 'chaos');
  const programs = existsSync(folder) ? readdirSync(folder).filter(isProgram) : [];
  if (programs.length === 0) return noSuite('chaos', 'test/chaos/*.mjs');
  return programs.sort().map((file) => {
    const needs = redisPrograms.includes(file) ? ownRedis : { commands: [], env: {} };
    const commands = [...needs.commands, script(`test/chaos/${file}`, ...(sizes[file] ?? []))];
    return { name: `chaos/${path.basename(file, '.mjs')}`, about: `test/chaos/${file}`, commands, env: needs.env };
  });
}

function benchSuites() {
  if (!existsSync(path.join(root, 'bench', 'run.mjs'))) return noSuite('bench', 'bench/run.mjs');
  // Without `workers`, which takes minutes by itself: npm run bench -- workers.
  return [{ name: 'bench', about: 'bench/run.mjs', commands: [script('bench/run.mjs', 'compile', 'engine')] }];
}

/** `run.mjs` only chooses one of them. @param {string} file */
function isProgram(file) {
  return file.endsWith('.mjs') && file !== 'run.mjs';
}

/** Says what is not there, so that nobody takes silence for a pass. @param {string} kind @param {string} place */
function noSuite(kind, place) {
  console.log(`verify: no ${kind} suite (${place})`);
  return [];
}

/** @param {{ name: string }} suite */
function isWanted({ name }) {
  return wanted.length === 0 || wanted.includes(name);
}

/** All files of a folder of the checkout, as paths from its root. @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const here = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : filesBelow(here);
    return [here];
  });
}

/** For the closing line of CI: a program counts as one test; the property specs write their own result. @param {import('./run-parts.mjs').PartResult[]} all */
function writeTotals(all) {
  const programs = all.filter(({ part }) => part.name !== 'properties' && part.name !== 'cases');
  const passed = programs.filter((result) => result.passed).length;
  const totals = { numPassedTests: passed, numFailedTests: programs.length - passed };
  writeFileSync(path.join(resultsFolder, 'verify.json'), JSON.stringify(totals));
}
