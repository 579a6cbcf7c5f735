// The built server as a process on a data folder, on a free port. What it logs is appended to a file.
import { spawn } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

const main = path.resolve(import.meta.dirname, '../../../apps/api/dist/main.js');
const startLimitMs = 60_000;

/** None outlives this process, however it ends. @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/** @typedef {{ url: string, child: import('node:child_process').ChildProcess, said: () => string }} Server */

/**
 * @typedef {object} LaunchOptions
 * @property {string} dataDir
 * @property {string} logFile
 * @property {string} allowed The one `host:port` inside the network that http_request may reach.
 * @property {Readonly<Record<string, string>>} [env] More settings.
 */

/**
 * Resolves when it listens; rejects when it ends before.
 * @param {LaunchOptions} options
 * @param {(child: import('node:child_process').ChildProcess) => void} [begun] told of the process at once
 * @returns {Promise<Server>}
 */
export async function launchServer({ dataDir, logFile, allowed, env: more }, begun) {
  const env = {
    ...process.env,
    // Its clients ask far more often than a server takes from one.
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    ICE_DATA_DIR: dataDir,
    ICE_LOG_LEVEL: 'warn',
    ICE_LEASE_MS: '3000',
    ICE_HTTP_TOOL_ALLOW: allowed,
    ...more,
  };
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', log, 'pipe'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  begun?.(child);
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (said) => {
    text += said;
    writeSync(log, said);
  });
  // Behind its exit come its last words, when the folder of the log may be gone.
  child.once('close', () => closeSync(log));
  const said = () => text;
  return { child, said, url: await listening(child, said) };
}

/** @param {import('node:child_process').ChildProcess} child @param {() => string} said @returns {Promise<string>} */
function listening(child, said) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The server did not start in time.\n${said()}`)), startLimitMs);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with ${code}.\n${said()}`));
    });
    child.stderr?.on('data', () => {
      const match = /listens on (http:\/\/[^\s]+)/.exec(said());
      if (!match) return;
      clearTimeout(timer);
      resolve(/** @type {string} */ (match[1]));
    });
  });
}
