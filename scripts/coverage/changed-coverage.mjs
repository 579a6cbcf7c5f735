// The gate: at least 90 % of the changed executable lines of the sources are covered by tests. Reads what the last `node
// scripts/check.mjs tests` left; a source that no test ever loads counts with all its lines.
//
// Entry points (`main.ts`, the CLI) run only in programs that tests start, where jest does not look. Those programs record their own
// coverage (`child-coverage.mjs`), and a line counts as covered if it ran there or under jest. Without it, either entry points would
// have to be excused from the gate, or tests would have to start a server inside jest, which is not how anyone runs it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { childCoverage } from './child-coverage.mjs';
import { changesOf } from './changed-lines.mjs';
import { executableLines } from './executable-lines.mjs';

const root = path.join(import.meta.dirname, '..', '..');
const linesFolder = path.join(root, '.cache', 'coverage', 'lines');
const leastPercent = 90;
const longestList = 40;

if (!existsSync(linesFolder)) {
  console.error('coverage: there is no .cache/coverage/lines; run `node scripts/check.mjs tests` first');
  process.exit(1);
}
const { since, isChanged } = changesOf(root, process.env);
const covered = [jestCoverage(), childCoverage(path.join(root, '.cache', 'coverage', 'child'), root)];
report(sources().map(measure));

/** The changed lines of one source, and those of them that nothing ran. @param {string} file */
function measure(file) {
  const lines = [...executableLines(readFileSync(path.join(root, file), 'utf8'))].filter(isChanged(file));
  return { file, lines, missed: lines.filter((line) => !covered.some((one) => one.get(file)?.has(line))) };
}

/** @param {{ file: string, lines: number[], missed: number[] }[]} all */
function report(all) {
  const total = all.reduce((sum, { lines }) => sum + lines.length, 0);
  const missed = all.reduce((sum, one) => sum + one.missed.length, 0);
  const worst = all.filter((one) => one.missed.length > 0).sort((left, right) => right.missed.length - left.missed.length);
  for (const one of worst.slice(0, longestList)) {
    console.log(`${String(one.missed.length).padStart(4)} of ${one.lines.length} missed  ${one.file}:${inRuns(one.missed)}`);
  }
  if (worst.length > longestList) console.log(`     and ${worst.length - longestList} more files`);
  const percent = total === 0 ? 100 : (100 * (total - missed)) / total;
  console.log(`${percent.toFixed(1)} % of ${total} executable lines changed since ${since} are covered (at least ${leastPercent} %)`);
  if (percent < leastPercent) process.exitCode = 1;
}

/** The lines that ran under jest, by file: each of its workers has left a report. @returns {Map<string, Set<number>>} */
function jestCoverage() {
  /** @type {Map<string, Set<number>>} */
  const covered = new Map();
  for (const report of readdirSync(linesFolder)) {
    const ran = JSON.parse(readFileSync(path.join(linesFolder, report), 'utf8'));
    for (const [file, lines] of Object.entries(ran)) covered.set(file, new Set([...(covered.get(file) ?? []), ...lines]));
  }
  return covered;
}

/** The source files of all packages, as paths from the root. */
function sources() {
  return ['libs', 'apps']
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}/src`))
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => /(?<!\.spec|\.d)\.ts$/.test(file));
}

/** `1-3, 7`. @param {number[]} lines ascending or not */
function inRuns(lines) {
  /** @type {[number, number][]} */
  const runs = [];
  for (const line of [...lines].sort((left, right) => left - right)) {
    const last = runs.at(-1);
    if (last && last[1] === line - 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
}
