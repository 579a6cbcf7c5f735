/** `ice` as a process: signals, closed pipes, and nothing left running. Needs the build, as all processes do. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runIce } from '../support/run-ice.js';

const root = path.join(import.meta.dirname, '..', '..');
const ice = path.join(root, 'apps', 'cli', 'bin', 'ice.js');
const env = {
  ...process.env,
  NODE_V8_COVERAGE: undefined,
  ICE_URL: undefined,
  ICE_TEST_MODE: '1',
  ICE_STORE: 'sqlite',
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ice-cli-'));
  const nodes = [{ id: 'rest', type: 'wait', for_s: 600 }];
  await writeFile(path.join(folder, 'sleep.json'), JSON.stringify({ schema_version: '1.0', name: 'sleep', nodes }));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly pid: number;
}

function run(
  command: string,
  argv: readonly string[],
  onStderr: (text: string, pid: number) => void = () => undefined,
  onSpawn: (child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(command, argv, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  onSpawn(child);
  const pid = child.pid ?? 0;
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
    onStderr(said.stderr, pid);
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said, pid })));
}

describe('the process of ice', () => {
  it('ends quietly where nobody reads on', async () => {
    const script = 'set -o pipefail; node "$0" --help | head -n 1';
    const { code, stdout, stderr } = await run('bash', ['-c', script, ice]);
    expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout: 'Usage: ice [options] [command]\n' });
  });

  it('cancels its execution on SIGINT, ends with 130, and leaves nothing behind', async () => {
    const data = path.join(folder, 'data');
    let isTold = false;
    const ended = await run(
      process.execPath,
      [ice, 'run', path.join(folder, 'sleep.json'), '--data-dir', data, '--json'],
      (text, pid) => {
        if (isTold || !text.includes('node.waiting')) return;
        isTold = true;
        process.kill(pid, 'SIGINT');
      },
    );
    expect([ended.code, JSON.parse(ended.stdout).error.code]).toEqual([130, 'interrupted']);
    expect(() => process.kill(ended.pid, 0)).toThrow('ESRCH');
    const listed = await runIce(['exec', 'list', '--json', '--data-dir', data], { cwd: root });
    expect(JSON.parse(listed.stdout).data).toEqual([expect.objectContaining({ name: 'sleep', status: 'cancelled' })]);
  });
});

describe('SIGINT before the start is answered', () => {
  it.each([['run'], ['exec rerun']])('ends ice %s with 130, a sentence and no stack', async (command) => {
    let asked = (): void => undefined;
    const server = createServer(() => asked());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const subject = command === 'run' ? path.join(folder, 'sleep.json') : 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B';
    const ended = await run(
      process.execPath,
      [ice, ...command.split(' '), subject, '--remote', url],
      () => undefined,
      (child) => (asked = () => void child.kill('SIGINT')),
    );
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect([ended.code, ended.stdout, ended.stderr.split('\n')[0]]).toEqual([130, '', 'ice: Interrupted.']);
    expect(ended.stderr).not.toContain('    at ');
  });
});

describe('make demo', () => {
  it('prints the result on stdout and the figures on stderr', async () => {
    const { code, stdout, stderr } = await run(process.execPath, ['scripts/demo.mjs']);
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ total: 9, success: 9, failures: 0 })]);
    expect(stderr).toContain('Cost: $0.0002046 (synthetic) for 560 input and 201 output tokens.');
  });
});
