/** Options that may stand several times take one value each, so that what follows is an argument. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runIce } from '../support/run-ice.js';
import { startApi, type RunningApi } from '../support/start-api.js';

let api: RunningApi;
let folder: string;

beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(path.join(tmpdir(), 'ice-cli-'));
  const document = {
    schema_version: '1.0',
    name: 'both',
    inputs: { a: { type: 'integer' }, b: { type: 'integer' } },
    nodes: [
      { id: 'said', type: 'tool', tool_name: 'echo', tool_args: { value: ['{{ inputs.a }}', '{{ inputs.b }}'] } },
    ],
    outputs: { said: '{{ nodes.said.value }}' },
  };
  await writeFile(path.join(folder, 'both.json'), JSON.stringify(document));
});

afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

function run(argv: readonly string[]) {
  return runIce(['run', ...argv, '--json', '--remote', api.url], { cwd: folder });
}

describe('an option that may stand several times', () => {
  it.each([
    [['both.json', '-i', 'a=1', '-i', 'b=2']],
    [['-i', 'a=1', '--input', 'b=2', 'both.json']],
    [['-i', 'a=1', 'both.json', '--input=b=2']],
  ])('takes one value wherever the file stands: %j', async (argv) => {
    expect((await run(argv)).json).toEqual({ said: [1, 2] });
  });

  it('keeps all tags', async () => {
    await run(['--tag', 'one', '-i', 'a=1', '--tag', 'two', 'both.json', '-i', 'b=2']);
    for (const tag of ['one', 'two'])
      expect((await api.request('GET', `/api/v1/executions?tag=${tag}`)).body.data).toHaveLength(1);
  });

  it('does not take the word after its value', async () => {
    const { code, json } = await run(['both.json', '-i', 'a=1', 'b=2']);
    expect([code, json.error.code, json.error.message]).toEqual([
      2,
      'usage',
      expect.stringContaining('Too many arguments'),
    ]);
  });
});
