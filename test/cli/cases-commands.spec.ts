/** `ice record` with a provider of models on loopback, and `ice test` without any. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startModelServer } from '../support/model-server.js';
import { openAiReply } from '../support/openai-reply.js';
import { runIce } from '../support/run-ice.js';

const tagline = `schema_version: '1.0'
name: tagline
inputs:
  product: { type: string }
nodes:
  - id: line
    type: llm
    model: openai/gpt-4o-mini
    prompt: Write one line about {{ inputs.product }}.
    max_output_tokens: 64
outputs:
  line: '{{ nodes.line.text }}'
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ice-cases-'));
  await writeFile(path.join(folder, 'tagline.yaml'), tagline);
});

afterAll(() => rm(folder, { recursive: true }));

describe('recorded cases', () => {
  it('are recorded with models, and replayed without them', async () => {
    const usage = { prompt_tokens: 40, completion_tokens: 20 };
    const provider = await startModelServer(openAiReply([], 'A lamp that shines.', usage));
    const env = { OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: 'sk-loopback' };
    const words = ['record', 'tagline.yaml', '--input', 'product=a lamp', '--case', 'lamp'];
    const recorded = await runIce(words, { env, cwd: folder });
    await provider[Symbol.asyncDispose]();

    expect(recorded).toMatchObject({
      code: 0,
      stdout: 'Recorded cases/tagline.lamp.json for $0.000018. Replay it: ice test .\n',
    });
    expect(JSON.parse(await readFile(path.join(folder, 'cases', 'tagline.lamp.json'), 'utf8'))).toEqual({
      case_version: 1,
      blueprint: 'tagline.yaml',
      inputs: { product: 'a lamp' },
      outputs: { line: 'A lamp that shines.' },
    });
    const { code, json } = await runIce(['test', '.', '--json'], { cwd: folder });
    const file = 'cases/tagline.lamp.json';
    expect([code, json]).toEqual([0, { ok: true, cases: [{ file, ok: true, differences: [], failure: null }] }]);
  });

  it('tell what differs, and what was never recorded', async () => {
    const wall = { case_version: 1, blueprint: 'tagline.yaml', inputs: { product: 'a wall' }, outputs: {} };
    await writeFile(path.join(folder, 'cases', 'tagline.wall.json'), JSON.stringify(wall));
    await writeFile(path.join(folder, 'tagline.yaml'), tagline.replace("line: '{{", "line: '> {{"));
    const { code, stdout } = await runIce(['test', '.'], { cwd: folder });
    expect([code, stdout.split('\n')]).toEqual([
      5,
      [
        '✖ cases/tagline.lamp.json',
        '    /line',
        '      recorded "A lamp that shines."',
        '      now      "> A lamp that shines."',
        '✖ cases/tagline.wall.json',
        expect.stringMatching(/^ {4}cassette-missing: No recording answers this request to openai\/gpt-4o-mini\./),
        '0 of 2 as recorded.',
        '',
      ],
    ]);
  });

  it('are not made of what fails', async () => {
    const provider = await startModelServer({ status: 401, body: '{}' });
    const env = { OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: 'sk-loopback' };
    const { code, stdout, stderr } = await runIce(['record', 'tagline.yaml', '--input', 'product=x'], {
      env,
      cwd: folder,
    });
    await provider[Symbol.asyncDispose]();
    expect([code, stdout]).toEqual([5, '']);
    expect(stderr).toMatch(/^ice: tagline\.yaml has failed, so no case was kept\. /);
  });

  it.each([
    [['record', '-'], 2, /stdin cannot be recorded/],
    [['record', 'tagline.yaml', '--case', '../x'], 2, /--case is a name/],
    [['record', 'none.yaml'], 2, /There is no file none\.yaml/],
    [['test', 'none'], 2, /There is no folder none/],
    [['test', '/'], 2, /There are no recorded cases/],
  ] as const)('refuse %j', async (words, code, sentence) => {
    const run = await runIce(words, { cwd: folder });
    expect([run.code, run.stdout]).toEqual([code, '']);
    expect(run.stderr).toMatch(sentence);
  });
});
