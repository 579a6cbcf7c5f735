// `make dev`: compiles on every change and restarts the server after each build without errors. A build with errors leaves the
// last good server running. Stops both on Ctrl-C.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root, script, tool } from './run-parts.mjs';

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let restarts = Promise.resolve();
/** @type {NodeJS.Timeout | undefined} */
let pending;

const [compiler = '', ...options] = tool('tsc', '-b', '--watch', '--preserveWatchOutput');
const watch = spawn(compiler, options, {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  shell: process.platform === 'win32',
});
watch.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
  process.stdout.write(text);
  if (text.includes('Found 0 errors')) restartSoon();
});
watch.on('exit', (code) => stopAll(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopAll(0));

/** Once for builds in quick succession, and one restart after another: builds may end faster than a server stops. */
function restartSoon() {
  clearTimeout(pending);
  pending = setTimeout(() => (restarts = restarts.then(restart)), 500);
}

async function restart() {
  await stopServer();
  const [node = '', ...rest] = script(path.join('apps', 'api', 'dist', 'main.js'));
  server = spawn(node, ['--enable-source-maps', ...rest], { cwd: root, stdio: 'inherit' });
}

async function stopServer() {
  const running = server;
  server = undefined;
  if (!running || running.exitCode !== null || running.signalCode !== null) return;
  running.kill('SIGTERM');
  await once(running, 'exit');
}

/** @param {number} code */
async function stopAll(code) {
  watch.kill();
  await stopServer();
  process.exit(code);
}
