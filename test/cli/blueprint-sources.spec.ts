/** Where `ice blueprint …` reads documents from: files, ids where a file is wanted, and stdin, which is there once. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BlueprintFolder } from '../support/blueprint-folder.js';
import type { IceRun } from '../support/run-ice.js';

const greeting = `schema_version: '1.0'
name: greeting
nodes:
  - id: hello
    type: tool
    tool_name: echo
    tool_args: { value: Hello }
`;

let folder: BlueprintFolder;

beforeAll(async () => {
  folder = await BlueprintFolder.open({ 'greeting.yaml': greeting });
});

afterAll(() => folder.close());

const ice = (...words: readonly string[]): Promise<IceRun> => folder.ice(words);

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
    expect(await folder.ice(['validate', '-'], stdin)).toMatchObject({
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
    const run = await folder.ice([name, '-', '-', '--json'], stdin);
    expect([run.code, run.json.error]).toEqual([
      2,
      { code: 'usage', message: '- can stand once only.', hint: expect.any(String), exit_code: 2 },
    ]);
  });

  it('is no document for the inputs beside it', async () => {
    expect(await folder.ice(['estimate', '-', '--inputs', '-'], greeting)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^ice: - can stand once only\.\n/),
    });
  });
});
