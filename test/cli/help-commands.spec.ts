/** `ice doctor`, `config`, `explain`, `completion`, `verify-store` and `help exit-codes`: none of them needs a server. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findProblem } from '@ice/api';
import { commandList, ownCodes } from '@ice/cli';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startApi, type RunningApi } from '../support/start-api.js';
import { runIce } from '../support/run-ice.js';

let api: RunningApi;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ice-help-'));
  api = await startApi();
});

afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

describe('ice doctor', () => {
  it('says that all is well where it is', async () => {
    const { code, stdout, stderr } = await runIce(['doctor'], { env: { ICE_DATA_DIR: folder, PORT: '0' } });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      [
        `✔  node         Node ${process.versions.node}`,
        '✔  settings     every setting can be used',
        `✔  data folder  ${folder} can be written`,
        '✔  store        sqlite works',
        '✔  port         any free one',
        '✔  models       test mode: answers are made up, nothing is asked and nothing costs',
        '!  secret key   ICE_SECRET_KEY is not set: no secrets are kept, and no secret inputs',
        '     fix: Set ICE_SECRET_KEY="$(openssl rand -base64 32)" and keep it: without the same key none can be read again.',
        '✔  plugins      none',
        '',
        'iceOS can work here.',
        '',
      ].join('\n'),
    );
  });

  it('names each fault with its mend, and makes nothing while it looks', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const env = {
      PORT: String((taken.address() as AddressInfo).port),
      ICE_DATA_DIR: '/dev/null/ice',
      ICE_TEST_MODE: '0',
      ICE_PLUGINS: './none.mjs',
    };
    const { code, json } = await runIce(['doctor', '--json'], { env, cwd: folder });
    taken.close();
    const checks = json.checks.filter(({ state }: { readonly state: string }) => state === 'failed');
    expect([code, json.ok]).toEqual([1, false]);
    expect(checks).toEqual([
      {
        name: 'data folder',
        state: 'failed',
        detail: '/dev/null is no folder',
        fix: 'Set ICE_DATA_DIR to a folder that you may write.',
      },
      {
        name: 'port',
        state: 'failed',
        detail: `${env.PORT} is taken by another program`,
        fix: 'Set PORT to another one.',
      },
      {
        name: 'models',
        state: 'failed',
        detail: 'ANTHROPIC_API_KEY, DEEPSEEK_API_KEY, OPENAI_API_KEY not set',
        fix: 'Set those of the providers that you use, or ICE_TEST_MODE=1 to work without them.',
      },
      { name: 'plugins', state: 'failed', detail: expect.stringMatching(/none\.mjs/), fix: expect.any(String) },
    ]);
  });

  it('knows a server of iceOS that has the port, and settings that cannot be used', async () => {
    const env = { PORT: String(api.port), ICE_STORE: 'memory' };
    const { code, stdout } = await runIce(['doctor'], { env });
    expect([code, stdout.split('\n')[4]]).toEqual([0, `✔  port        iceOS runs on ${api.port} already`]);
    const wrong = await runIce(['doctor', '--json'], { env: { PORT: 'http' } });
    expect(wrong).toMatchObject({
      code: 1,
      json: {
        checks: [
          { name: 'node' },
          { name: 'settings', state: 'failed', detail: expect.stringMatching(/^PORT is "http"/) },
        ],
      },
    });
  });

  it('says which Redis does not answer', async () => {
    const env = { ICE_STORE: 'redis', REDIS_URL: 'redis://127.0.0.1:1', PORT: '0' };
    const { code, json } = await runIce(['doctor', '--json'], { env });
    expect([code, json.checks[2]]).toEqual([
      1,
      {
        name: 'store',
        state: 'failed',
        detail: expect.stringMatching(/Redis/),
        fix: 'Start that Redis, or set REDIS_URL to one that answers; ICE_STORE=sqlite needs none.',
      },
    ]);
  });
});

describe('ice config', () => {
  const byName = (settings: readonly { readonly name: string }[], name: string) =>
    settings.find((setting) => setting.name === name);

  it('tells where each setting comes from, and nothing of secrets', async () => {
    const cwd = await mkdtemp(path.join(folder, 'env-'));
    await writeFile(path.join(cwd, '.env'), 'PORT=8123\nICE_STORE=memory\n');
    const secret = 'sk-very-secret-text';
    const env = { ICE_STORE: 'sqlite', OPENAI_API_KEY: secret, ICE_SECRET_SHOP: secret };
    const { code, stdout, json } = await runIce(['config', '--json'], { env, cwd });
    const { settings } = json;
    expect([code, json.problems, stdout.includes(secret)]).toEqual([0, [], false]);
    expect(
      ['HOST', 'PORT', 'ICE_STORE', 'OPENAI_API_KEY', 'ICE_SECRET_SHOP'].map((name) => byName(settings, name)),
    ).toEqual([
      { name: 'HOST', value: '127.0.0.1', origin: 'default', is_secret: false, description: expect.any(String) },
      { name: 'PORT', value: '8123', origin: '.env', is_secret: false, description: expect.any(String) },
      { name: 'ICE_STORE', value: 'sqlite', origin: 'environment', is_secret: false, description: expect.any(String) },
      {
        name: 'OPENAI_API_KEY',
        value: '(set)',
        origin: 'environment',
        is_secret: true,
        description: expect.any(String),
      },
      {
        name: 'ICE_SECRET_SHOP',
        value: '(set)',
        origin: 'environment',
        is_secret: true,
        description: 'A secret of yours.',
      },
    ]);
  });

  it('ends with 3 where a server would not start', async () => {
    const { code, stdout } = await runIce(['config'], { env: { PORT: 'http' } });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^variable +value +from\nHOST +127\.0\.0\.1 +default\nPORT +http +environment\n/);
    expect(stdout).toMatch(/\n✖ PORT is "http": allowed: a whole number from 0 to 65535\.\n$/);
  });
});

describe('ice explain', () => {
  it('explains a code as a server does', async () => {
    const served = (await api.request('GET', '/problems/lock-conflict')).body;
    expect((await runIce(['explain', 'lock-conflict', '--json'])).json).toEqual(served);
    expect((await runIce(['explain', 'lock-conflict'])).stdout).toBe(
      `lock-conflict: ${served.title}\n    HTTP status 409\n    next: ${served.hint}\n`,
    );
    const { data } = (await api.request('GET', '/problems')).body;
    const { json } = await runIce(['explain', '--json']);
    expect(json.slice(0, data.length)).toEqual(data);
    expect(json.slice(data.length).map(({ code }: { readonly code: string }) => code)).toEqual(
      ownCodes.map(({ code }) => code),
    );
  });

  it('knows the codes of the command line itself', async () => {
    expect((await runIce(['explain', 'unreachable'])).stdout).toBe(
      [
        'unreachable: The server does not answer',
        '    of the command line, exit code 9',
        '    next: Look whether it is up, and at its address in --remote or ICE_URL: curl <address>/health',
        '',
      ].join('\n'),
    );
    expect((await runIce(['explain', 'file-unwritable', '--json'])).json).toEqual({
      code: 'file-unwritable',
      title: 'A file cannot be written',
      exit_code: 2,
      hint: expect.any(String),
    });
    expect((await runIce(['explain'])).stdout).toMatch(/\nOf the command line itself:\ncode +exit code {2}meaning\n/);
    expect((await runIce(['explain', 'unreachble'])).stderr).toContain('Did you mean: ice explain unreachable');
  });

  it('knows every code that the command line raises, and no other one', async () => {
    const sources = path.join(import.meta.dirname, '..', '..', 'apps', 'cli', 'src');
    const names = await readdir(sources, { recursive: true });
    const files = names.filter((name) => /(?<!\.spec)\.ts$/.test(name) && !name.endsWith('own-codes.ts'));
    const texts = await Promise.all(files.map((name) => readFile(path.join(sources, name), 'utf8')));
    // All words of the value, but for those that it compares with.
    const values = texts.flatMap((text) =>
      [...text.matchAll(/\bcode: ([^;{}\n]*?'[a-z-]+')/g)].map(([, value]) => value ?? ''),
    );
    const raised = new Set(
      values.flatMap((value) => [...value.matchAll(/(?<!=== )'([a-z]+(?:-[a-z]+)*)'/g)].map(([, code]) => code ?? '')),
    );
    const own = ownCodes.map(({ code }) => code);
    expect([...raised].filter((code) => !findProblem(code)).sort()).toEqual(own);
    expect(own.filter((code) => findProblem(code))).toEqual([]);
  });

  it('says what a misspelt code may stand for', async () => {
    expect(await runIce(['explain', 'lock-conflikt'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'ice: There is no code "lock-conflikt".\n  hint: Did you mean: ice explain lock-conflict\n',
    });
  });
});

describe('ice completion', () => {
  /** What bash offers behind these words. */
  async function offered(...words: readonly string[]): Promise<readonly string[]> {
    const { stdout: script } = await runIce(['completion', 'bash']);
    const file = path.join(folder, 'completion.bash');
    await writeFile(file, script);
    const typed = words.map((word) => `'${word}'`).join(' ');
    const lines = `source '${file}'; COMP_WORDS=(${typed}); COMP_CWORD=${words.length - 1}; _ice; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', lines]);
    return stdout.trim().split('\n');
  }

  it('has bash complete commands and options', async () => {
    expect(await offered('ice', 'bl')).toEqual(['blueprint']);
    expect(await offered('ice', 'blueprint', 'va')).toEqual(['validate']);
    expect(await offered('ice', '--json', 'key', 'm')).toEqual(['mint']);
    expect(await offered('ice', 'blueprint', 'put', 'x.yaml', '--lo')).toEqual(['--lock']);
    expect(await offered('ice', 'blueprint', 'put', '')).toEqual(['']);
  });

  it.each(['bash', 'zsh', 'fish'])('names every command and every option to %s', async (shell) => {
    const { code, stdout } = await runIce(['completion', shell]);
    expect(code).toBe(0);
    const words = commandList.flatMap(({ name, options = [] }) => [
      ...name.split(' '),
      ...options.map(({ flags }) => /--([a-z-]+)/.exec(flags)?.[1] ?? flags),
    ]);
    expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(stdout))).toEqual([]);
  });

  it('knows no other shell', async () => {
    expect(await runIce(['completion', 'pwsh'])).toMatchObject({
      code: 2,
      stderr: 'ice: There is no script for "pwsh".\n  hint: There are: bash, zsh, fish.\n',
    });
  });
});

describe('ice verify-store', () => {
  it('finds nothing in a store that keeps its promises', async () => {
    const dataDir = await mkdtemp(path.join(folder, 'store-'));
    const env = { ICE_DATA_DIR: dataDir };
    await runIce(['key', 'create', '--name', 'first'], { env });
    const counts = '0 executions, 0 events, 0 payloads, 0 open reservations: every promise is kept';
    expect(await runIce(['verify-store'], { env })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: `verify-store: ${counts}\n`,
    });
    expect((await runIce(['verify-store', '--json'], { env })).json).toEqual({ ok: true, findings: [] });
  });

  it('makes no store to look at', async () => {
    const env = { ICE_DATA_DIR: path.join(folder, 'none') };
    expect(await runIce(['verify-store', '--json'], { env })).toMatchObject({
      code: 9,
      json: { error: { code: 'store-unavailable', message: expect.stringMatching(/^There is no store to look at/) } },
    });
  });
});

describe('ice help exit-codes', () => {
  it('gives each code with its meaning', async () => {
    const { code, stdout } = await runIce(['help', 'exit-codes']);
    expect([code, stdout.split('\n').slice(0, 3), stdout.split('\n').length]).toEqual([
      0,
      ['code  meaning', '   0  it worked', '   1  something unexpected happened'],
      13,
    ]);
    expect((await runIce(['help', 'exit-codes', '--json'])).json[4]).toEqual({
      exit_code: 4,
      meaning: 'not signed in, or not allowed',
    });
  });
});
