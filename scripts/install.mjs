// Installs the locked dependencies, once per lock: a stamp inside node_modules says which lock it holds, so a second call costs
// nothing. Everything it says goes to stderr: callers such as `make demo` own stdout. Never changes the lock.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const stampFile = path.join(root, 'node_modules', '.ice-installed');
const oldestNode = [20, 19];

if (isTooOld(process.versions.node)) {
  fail(`Node ${oldestNode.join('.')} or newer is needed; this is ${process.version}.`);
}
// `--stamp` only records that node_modules is right already, e.g. after `npm install <package>`.
if (process.argv.includes('--stamp')) {
  writeFileSync(stampFile, stampOfLock());
} else if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stampOfLock()) {
  install();
}

function install() {
  console.error('install: npm ci (once per package-lock.json)');
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // A shell, because npm is a .cmd file on Windows; fd 2 for both streams keeps stdout clean.
  const { status } = spawnSync('npm', options, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail(`npm ci failed (exit ${status}).`);
  writeFileSync(stampFile, stampOfLock());
}

/** Names the lock and the platform: the native packages of one platform are of no use on another. */
function stampOfLock() {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  return `${hash.digest('hex')} ${process.platform} ${process.arch}\n`;
}

/** @param {string} version e.g. `20.19.1` */
function isTooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/** @param {string} message */
function fail(message) {
  console.error(`install: ${message}`);
  process.exit(1);
}
