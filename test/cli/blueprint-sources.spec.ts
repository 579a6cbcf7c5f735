/** Where `ice blueprint …` reads documents from: files, ids where a file is wanted, and stdin, which is there once. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi, type RunningApi } from '../support/start-api.js';
import { runIce, type IceRun } from '../support/run-ice.js';

const greeting = `schema_version: '1.0'
name: greeting
nodes:
  - id: hello
    type: tool
    tool_name: echo
    tool_args: { value: Hello }
`;

let api: RunningApi;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ice-sources-'));
  await writeFile(path.join(folder, 'greeting.yaml'), greeting);
  api = await startApi();
});

afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

/** A command about blueprints, in the folder of the file. */
function ice(...words: readonly string[]): Promise<IceRun> {
  return runIce(['blueprint', ...words, '--remote', api.url], { cwd: folder });
}

describe('the id of a stored blueprint where a file is read', () => {
  it('is told as one, with the pipe that works', async () => {
    const { id } = (await ice('put', 'greeting.yaml', '--json')).json;
    const { code, json } = await ice('validate', 'greeting.yaml', id, '--json');
    expect([code, json.error]).toEqual([
      2,
      {
        code: 'usage',
        message: `${id} is the id of a stored blueprint, and validate reads files.`,
        hint: `\`ice blueprint get ${id} | ice blueprint validate -\` validates it.`,
        exit_code: 2,
      },
    ]);
    const { stdout: stdin } = await ice('get', id);
    expect(await runIce(['blueprint', 'validate', '-', '--remote', api.url], { stdin })).toMatchObject({
      code: 0,
      stdout: '✔ <stdin> is sound, asks no model\n',
    });
    const put = (await ice('put', id, '--json')).json.error;
    expect([put.message, put.hint]).toEqual([
      `There is no file ${id}.`,
      expect.stringContaining(`\`ice blueprint get ${id} > blueprint.json\``),
    ]);
  });
});

describe('stdin', () => {
  it.each([
    ['diff', greeting],
    ['diff', ''],
    ['validate', greeting],
  ])('is one document to %s', async (name, stdin) => {
    const run = await runIce(['blueprint', name, '-', '-', '--json', '--remote', api.url], { stdin });
    expect([run.code, run.json.error]).toEqual([
      2,
      { code: 'usage', message: '- can stand once only.', hint: expect.any(String), exit_code: 2 },
    ]);
  });

  it('is no document for the inputs beside it', async () => {
    const words = ['blueprint', 'estimate', '-', '--inputs', '-', '--remote', api.url];
    expect(await runIce(words, { stdin: greeting })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^ice: - can stand once only\.\n/),
    });
  });
});
