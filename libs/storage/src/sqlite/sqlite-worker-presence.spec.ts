import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SqliteWorkerPresence } from './sqlite-worker-presence.js';

const folder = mkdtempSync(path.join(tmpdir(), 'presence-'));
const driver = createRequire(path.join(process.cwd(), 'libs/storage/package.json')).resolve('libsql');

afterAll(() => rmSync(folder, { recursive: true }));

/** Another process that holds the lock of a worker until it is killed. */
async function otherProcess(workerId: string) {
  const file = path.join(folder, `${workerId}.lock`);
  writeFileSync(file, '');
  const code = `const Database = require(${JSON.stringify(driver)});
    new Database(${JSON.stringify(file)}).exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    process.stdout.write('holds'); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

describe('the presence of workers that share a folder', () => {
  const presence = new SqliteWorkerPresence(path.join(folder, 'own', 'deeper'));
  const shared = new SqliteWorkerPresence(folder);

  it('is there from show to leave, also when it is asked for in between', () => {
    presence.show('wk_1');
    expect([presence.isGone('wk_1'), presence.isGone('wk_1')]).toEqual([false, false]);
    presence.leave('wk_1');
    presence.leave('wk_1');
    presence.show('wk_1');
    presence.leave('wk_1');
  });

  it('of a worker that nobody here knows cannot be told', () => {
    expect(presence.isGone('wk_unknown')).toBe(false);
  });

  it('of another process ends with it, even by SIGKILL', async () => {
    const other = await otherProcess('wk_2');
    expect(shared.isGone('wk_2')).toBe(false);
    expect(() => shared.show('wk_2')).toThrow('Another process holds the lock of worker wk_2.');
    await other.kill();
    expect(shared.isGone('wk_2')).toBe(true);
  });
});
