// Makes sure that there is a Redis for tests: the one that REDIS_URL names, a redis-server in PATH, or one that is installed now (on
// Debian, as root). Otherwise it says what to do, and exits with 1. With --own it is the redis-server in PATH, whatever REDIS_URL says: for
// programs that start one of their own.
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import process from 'node:process';

const isOwn = process.argv.includes('--own');
const url = isOwn ? undefined : process.env['REDIS_URL'];
const problem = url ? await unreachable(url) : missing();
if (problem) {
  const install = 'apt-get install redis-server (Debian, Ubuntu), brew install redis (macOS)';
  const ways = `There are two ways to get one:
  - install it: ${install}
  - name a running one: REDIS_URL=redis://127.0.0.1:6379`;
  console.error(
    isOwn
      ? `This starts a redis-server of its own, whatever REDIS_URL says, and ${problem}.\nInstall it: ${install}`
      : `The tests need a Redis, and ${problem}.\n${ways}`,
  );
  process.exit(1);
}

/** Why the server of REDIS_URL cannot be used, or null. @param {string} address @returns {Promise<string | null>} */
async function unreachable(address) {
  const { hostname, port } = new URL(address.split(',')[0] ?? '');
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 6379), timeout: 5_000 });
    const settle = (/** @type {string | null} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(null));
    socket.once('timeout', () => settle(`${hostname}:${port}, which REDIS_URL names, does not answer`));
    socket.once('error', (error) => settle(`REDIS_URL cannot be reached: ${error.message}`));
  });
}

/** Why there is no redis-server in PATH, even after an attempt to install it, or null. @returns {string | null} */
function missing() {
  if (isThere('redis-server')) return null;
  if (process.getuid?.() !== 0 || !isThere('apt-get')) return 'there is no redis-server in PATH';
  console.error('Installing redis-server with apt-get.');
  const install = () => apt('install', '--yes', '--no-install-recommends', 'redis-server');
  if (install() || (apt('update') && install())) return isThere('redis-server') ? null : 'apt-get installed none';
  return 'apt-get could not install redis-server';
}

/** @param {string} program */
function isThere(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** @param {string[]} options */
function apt(...options) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['--quiet', '--quiet', ...options], { stdio: ['ignore', 2, 2], env }).status === 0;
}
