// Which lines of the sources changed, and since when. Where that cannot be known, every line counts as changed: the gate may ask for
// too much then, never for too little.
import { spawnSync } from 'node:child_process';

/**
 * @typedef {object} Changes
 * @property {string} since In words, for the report.
 * @property {(file: string) => (line: number) => boolean} isChanged For a file (path from the root), tells of each of its lines.
 */

/** @type {Changes['isChanged']} */
const everything = () => () => true;

/**
 * The changes of the working tree, uncommitted ones and new files included, since the first of these that there is:
 *
 * 1. `ICE_COVERAGE_BASE`, any commit;
 * 2. where the branch left `origin/main`, on a branch;
 * 3. the last release tag before HEAD, on main itself;
 * 4. nothing: before the first release every line is a changed line. So is it without git, or in a shallow clone.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Changes}
 */
export function changesOf(root, environment) {
  const git = (/** @type {string[]} */ ...options) => runGit(root, options);
  if (git('rev-parse', '--is-inside-work-tree') !== 'true') return { since: 'ever (no git here)', isChanged: everything };
  const named = environment.ICE_COVERAGE_BASE;
  if (named && git('rev-parse', '--verify', '--quiet', `${named}^{commit}`) === undefined) {
    throw new Error(`ICE_COVERAGE_BASE: no commit ${named} here`);
  }
  if (!named && git('rev-parse', '--is-shallow-repository') === 'true') {
    return { since: 'ever (a shallow clone does not say; `git fetch --unshallow` helps)', isChanged: everything };
  }
  const base = named ?? branchPoint(git) ?? git('describe', '--tags', '--abbrev=0', 'HEAD^');
  return base ? { since: base, isChanged: isChangedSince(git, base) } : { since: 'ever (no release yet)', isChanged: everything };
}

/** Where the branch left main; undefined on main itself. @param {(...options: string[]) => string | undefined} git */
function branchPoint(git) {
  const base = git('merge-base', 'HEAD', 'origin/main');
  return base === git('rev-parse', 'HEAD') ? undefined : base;
}

/**
 * @param {(...options: string[]) => string | undefined} git
 * @param {string} base
 * @returns {Changes['isChanged']}
 */
function isChangedSince(git, base) {
  const options = ['--unified=0', '--no-color', '--no-ext-diff', '--no-prefix', '--diff-filter=d'];
  const changed = readDiff(git('-c', 'core.quotePath=off', 'diff', ...options, base, '--') ?? '');
  const untracked = git('-c', 'core.quotePath=off', 'ls-files', '--others', '--exclude-standard') ?? '';
  const added = new Set(untracked.split('\n'));
  return (file) => (line) => added.has(file) || (changed.get(file)?.has(line) ?? false);
}

/**
 * The new or changed lines by file.
 * @param {string} diff without context lines and path prefixes
 */
function readDiff(diff) {
  /** @type {Map<string, Set<number>>} */
  const changed = new Map();
  /** @type {Set<number>} */
  let lines = new Set();
  for (const row of diff.split('\n')) {
    const file = /^\+\+\+ (.*?)\t?$/.exec(row)?.[1];
    if (file !== undefined) changed.set(file, (lines = new Set()));
    const [, start, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(row) ?? [];
    for (let next = 0; start !== undefined && next < Number(count); next++) lines.add(Number(start) + next);
  }
  return changed;
}

/** Its answer, or undefined where git has none (or is not there). @param {string} root @param {string[]} options */
function runGit(root, options) {
  const { status, stdout } = spawnSync('git', options, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 });
  return status === 0 ? stdout.trim() : undefined;
}
