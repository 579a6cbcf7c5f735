// Completes package-lock.json with the optional packages of other platforms that npm left out, so that `npm ci` accepts the lock
// everywhere: npm drops an entry whose package it could not read when the lock was written, and later refuses the lock for it.
//
//   node scripts/complete-lock.mjs           adds what is missing (run it after every change of dependencies)
//   node scripts/complete-lock.mjs --check   changes nothing and fails if anything is missing (part of `make test`)
//
// A path as last argument names another lock file.
//
// An added entry has no integrity, which nobody here could read: on the platform it names, npm trusts the registry for it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: flags, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true });
const lockFile = positionals[0] ?? path.join(import.meta.dirname, '..', 'package-lock.json');
const operatingSystems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const exactVersion = /^\d+\.\d+\.\d+(-[\w.-]+)?$/;

/**
 * @typedef {object} LockEntry One package of the lock.
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {Record<string, string>} [optionalDependencies]
 */

const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
const missing = missingEntries(lock.packages);
if (flags.check) reportMissing(missing);
else if (missing.length > 0) writeCompleted(lock, missing);
console.log(`complete-lock: ${missing.length} optional packages ${flags.check ? 'missing' : 'added'}`);

/**
 * The entries that the lock should have besides its own.
 * @param {Record<string, LockEntry>} packages the lock's packages, by their place
 */
function missingEntries(packages) {
  /** @type {Map<string, object>} */
  const added = new Map();
  for (const [parent, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!exactVersion.test(version) || isProvided(packages, parent, name, version)) continue;
      added.set(placeFor(packages, added, parent, name), newEntry(name, version, entry.dev === true));
    }
  }
  return [...added];
}

/**
 * True when the package that `parent` would load under this name is in the lock in this version.
 * @param {Record<string, LockEntry>} packages
 * @param {string} parent place of the package that asks, '' for the root
 * @param {string} name
 * @param {string} version
 */
function isProvided(packages, parent, name, version) {
  for (let place = parent; ; place = outerPlace(place)) {
    const found = packages[`${place ? `${place}/` : ''}node_modules/${name}`];
    if (found) return found.version === version;
    if (place === '') return false;
  }
}

/**
 * The place for a new entry: hoisted to the top, or below its parent where another version stands at the top.
 * @param {Record<string, LockEntry>} packages
 * @param {Map<string, object>} added
 * @param {string} parent
 * @param {string} name
 */
function placeFor(packages, added, parent, name) {
  const top = `node_modules/${name}`;
  return packages[top] || added.has(top) ? `${parent}/${top}` : top;
}

/** @param {string} place e.g. `node_modules/a/node_modules/b`, whose outer place is `node_modules/a` */
function outerPlace(place) {
  const end = place.lastIndexOf('/node_modules/');
  return end < 0 ? '' : place.slice(0, end);
}

/**
 * What npm must know to skip the package elsewhere, read from its name (`@swc/core-linux-arm64-musl`).
 * @param {string} name
 * @param {string} version
 * @param {boolean} dev
 */
function newEntry(name, version, dev) {
  const words = name.replace(/^@[^/]+\//, '').split('-');
  const libc = words.some((word) => word.includes('musl'))
    ? 'musl'
    : words.some((word) => /^(gnu|glibc)/.test(word)) && 'glibc';
  const os = operatingSystems.filter((known) => words.includes(known) || words.includes(`${known}musl`));
  if (libc && os.length === 0) os.push('linux');
  const cpu = processors.filter((known) => words.includes(known));
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev: true }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}

/** @param {[string, object][]} entries */
function reportMissing(entries) {
  for (const [place] of entries) console.error(`missing in package-lock.json: ${place}`);
  if (entries.length === 0) return;
  console.error('Run `node scripts/complete-lock.mjs` and commit the lock.');
  process.exitCode = 1;
}

/**
 * @param {{ packages: Record<string, LockEntry> }} whole
 * @param {[string, object][]} entries
 */
function writeCompleted(whole, entries) {
  const packages = Object.entries({ ...whole.packages, ...Object.fromEntries(entries) });
  const sorted = packages.sort(([left], [right]) => (left < right ? -1 : 1));
  writeFileSync(lockFile, `${JSON.stringify({ ...whole, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
}
