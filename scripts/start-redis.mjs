// `make start-redis`: the distributed mode on one machine, for trying it: a private Redis that keeps its data, one API process and two
// workers. All of it ends with this process, also when one part ends by itself. REDIS_URL is not looked at: the Redis is its own.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { connect } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, script } from './run-parts.mjs';

const redisPort = process.env['REDIS_PORT'] ?? '6390';
const firstPort = Number(process.env['PORT'] ?? '8000');
const data = path.join(root, '.ice', 'redis');

/** @type {{ name: string, child: import('node:child_process').ChildProcess }[]} */
const running = [];
let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void end(0));

mkdirSync(data, { recursive: true });
begin('redis', [
  'redis-server',
  ...['--port', redisPort, '--bind', '127.0.0.1', '--dir', data, '--save', ''],
  ...['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction', '--loglevel', 'warning'],
]);
await listening(Number(redisPort));
for (const [index, role] of ['api', 'worker', 'worker'].entries()) {
  const port = firstPort + index;
  begin(index === 0 ? role : `${role} ${index}`, script('apps/api/dist/main.js'), {
    ICE_STORE: 'redis',
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    ICE_ROLE: role,
    PORT: String(port),
  });
}
console.error(`API on http://127.0.0.1:${firstPort}/docs; workers show themselves on ${firstPort + 1} and ${firstPort + 2} (/ready, /metrics).
Redis on 127.0.0.1:${redisPort}, its data in ${path.relative(root, data)}. Ctrl-C ends all of it.`);

/** Resolves when something listens there. @param {number} port @returns {Promise<void>} */
async function listening(port) {
  for (;;) {
    const isOpen = await new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port }, () => resolve(true));
      socket.once('error', () => resolve(false)).once('close', () => resolve(false));
      socket.once('connect', () => socket.end());
    });
    if (isOpen) return;
    await sleep(50);
  }
}

/** @param {string} name @param {string[]} command @param {Record<string, string>} env */
function begin(name, [file = '', ...options], env = {}) {
  // Groups of their own: Ctrl-C reaches this process alone, which ends the others in the order in which they need each other.
  const child = spawn(file, options, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit', detached: true });
  running.push({ name, child });
  child.once('error', (error) => {
    console.error(`start-redis: ${name}: ${error.message}`);
    void end(1);
  });
  child.once('exit', (code, signal) => {
    if (isEnding) return;
    console.error(`start-redis: ${name} ended with ${code ?? signal}`);
    void end(1);
  });
}

/** The servers first: they hand over what they run to a Redis that is still there. @param {number} code */
async function end(code) {
  if (isEnding) return;
  isEnding = true;
  const [redis, ...servers] = running.map(({ child }) => child);
  await Promise.all(servers.map(stop));
  if (redis) await stop(redis);
  process.exit(code);
}

/** @param {import('node:child_process').ChildProcess} child */
function stop(child) {
  return new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return resolve(undefined);
    const forced = setTimeout(() => child.kill('SIGKILL'), 15_000);
    child.once('exit', () => {
      clearTimeout(forced);
      resolve(undefined);
    });
    child.kill('SIGTERM');
  });
}
