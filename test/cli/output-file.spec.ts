/** `ice run --output`: nothing is started for a file that cannot be written, and nothing is lost where that shows later. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startApi, type RunningApi } from '../support/start-api.js';
import { runIce } from '../support/run-ice.js';

let api: RunningApi;
let folder: string;

beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(path.join(tmpdir(), 'ice-cli-'));
  await mkdir(path.join(folder, 'taken'));
  await writeFile(path.join(folder, 'file'), '');
  const nodes = [{ id: 'approve', type: 'human', prompt: 'Publish?', approval: 'choice', choices: ['yes', 'no'] }];
  const document = { schema_version: '1.0', name: 'ask', nodes, outputs: { answer: '{{ nodes.approve }}' } };
  await writeFile(path.join(folder, 'ask.json'), JSON.stringify(document));
});

afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

function run(argv: readonly string[]) {
  return runIce(['run', 'ask.json', ...argv, '--remote', api.url], { cwd: folder });
}

describe('a file for the outputs', () => {
  it.each([
    ['taken', 'it is a folder'],
    ['missing/out.json', 'there is no folder '],
    ['file/out.json', 'there is no folder '],
  ])('%s is refused before anything is started', async (file, reason) => {
    const refused = await run(['--tag', 'refused', '--output', file, '--json']);
    expect([refused.code, refused.json.error]).toEqual([
      2,
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(`--output ${file}: ${reason}`) }),
    ]);
    const { body } = await api.request('GET', '/api/v1/executions?tag=refused');
    expect(body.data).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['text', []],
    ['quiet', ['--quiet']],
    ['json', ['--json']],
  ])('that cannot be written in the end leaves the outputs on stdout: %s', async (tag, flags) => {
    await mkdir(path.join(folder, tag));
    const running = run(['--tag', tag, '--output', `${tag}/out.json`, ...flags]);
    const id = await Promise.race([waiting(tag), running.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
    await rmdir(path.join(folder, tag));
    await runIce(['exec', 'answer', id, 'approve', 'yes', '--remote', api.url]);
    const lost = await running;
    expect([lost.code, JSON.stringify(lost.json.answer)]).toEqual([1, expect.stringContaining('yes')]);
    const again = `"ice exec get ${id} --remote ${api.url}" shows them too.\n`;
    expect(lost.stderr).toContain(`ice: The outputs could not be written to ${tag}/out.json (ENOENT: `);
    expect(lost.stderr.endsWith(again)).toBe(true);
  });
});

/** The execution of a tag, once it asks. */
async function waiting(tag: string): Promise<string> {
  for (let looks = 0; looks < 1_000; looks += 1) {
    const { body } = await api.request('GET', `/api/v1/executions?tag=${tag}&status=waiting`);
    if (body.data.length > 0) return body.data[0].execution_id;
    await setTimeout(20);
  }
  throw new Error(`Nothing of ${tag} waits.`);
}
