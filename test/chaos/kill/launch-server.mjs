// The built server as a process on a data folder, on a free port.
import { spawn } from 'node:child_process';
import path from 'node:path';

const main = path.resolve(import.meta.dirname, '../../../apps/api/dist/main.js');
const startLimitMs = 60_000;

/** @typedef {{ url: string, child: import('node:child_process').ChildProcess }} Server */

/**
 * Resolves when it listens; rejects when it ends before.
 * @param {string} dataDir @param {string} allowed the one `host:port` inside the network that http_request may reach
 * @param {(child: import('node:child_process').ChildProcess) => void} [begun] told of the process at once
 * @returns {Promise<Server>}
 */
export async function launchServer(dataDir, allowed, begun) {
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: '0',
    ICE_DATA_DIR: dataDir,
    ICE_LOG_LEVEL: 'silent',
    ICE_LEASE_MS: '3000',
    ICE_HTTP_TOOL_ALLOW: allowed,
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  begun?.(child);
  return { child, url: await listening(child) };
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
function listening(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`The server did not start in time.\n${said}`)), startLimitMs);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.\n${said}`)));
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      said += text;
      const match = /listens on (http:\/\/[^\s]+)/.exec(said);
      if (!match) return;
      clearTimeout(timer);
      resolve(/** @type {string} */ (match[1]));
    });
  });
}
