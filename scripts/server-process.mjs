// The API as a child process on a free port with a fresh data directory; whatever happens, `stop` leaves nothing behind.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const startLimitMs = 20_000;

/**
 * Starts the built server and waits until it says where it listens.
 * @param {Record<string, string>} [environment] settings in place of the defaults
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startServer(environment = {}) {
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'ice-server-'));
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'apps/api/dist/main.js')], {
    cwd: root,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      ICE_TEST_MODE: '1',
      ICE_STORE: 'sqlite',
      ...environment,
      ICE_DATA_DIR: dataDirectory,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(forced);
    await rm(dataDirectory, { recursive: true, force: true });
  };
  try {
    return { url: await listening(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function listening(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error(`The server did not start within ${startLimitMs} ms.\n${said}`)),
      startLimitMs,
    );
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code} before it listened.\n${said}`)));
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-20_000);
      const match = /listens on (http:\/\/[^\s]+)/.exec(said);
      if (!match) return;
      clearTimeout(timer);
      resolve(match[1]);
    });
  });
}
