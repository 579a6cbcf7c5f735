/** `ice models`, `tools`, `node-kinds`, `cost` and `budget` against a server in this process. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type RunningApi } from '../support/start-api.js';
import { runIce, type IceRun } from '../support/run-ice.js';

let api: RunningApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

function ice(...words: readonly string[]): Promise<IceRun> {
  return runIce([...words, '--remote', api.url]);
}

describe('ice models', () => {
  it('lists the allowed models with their prices', async () => {
    const { code, stdout, stderr } = await ice('models');
    const lines = stdout.split('\n');
    expect([code, stderr]).toEqual([0, '']);
    expect(lines[0]).toMatch(/^model +context {2}input \$\/M {2}output \$\/M$/);
    expect(lines.find((line) => line.startsWith('openai/gpt-4o-mini '))).toMatch(/ 128000 +0\.15 +0\.6$/);
    expect(lines.at(-2)).toMatch(/^Prices of \d{4}-\d\d-\d\d\.$/);
    expect((await ice('models', '--json')).json).toEqual((await api.request('GET', '/api/v1/governance/models')).body);
  });
});

describe('ice tools', () => {
  it('lists the tools', async () => {
    const { code, stdout, stderr } = await ice('tools');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^tool +toolkit +effect +what it does\n/);
    expect(stdout).toMatch(/\necho +common +pure +Gives back its value unchanged; null when there is none\.\n/);
    expect(stdout).toMatch(/\n\nOne of them: ice tools <name>\n$/);
    expect((await ice('tools', '--json')).json).toEqual((await api.request('GET', '/api/v1/catalog/tools')).body.data);
  });

  it('shows one with its arguments', async () => {
    expect((await ice('tools', 'memory_forget')).stdout.split('\n').slice(0, 6)).toEqual([
      'memory_forget (memory, idempotent)',
      'Removes the note under a key. forgotten is false where there was none.',
      '',
      'takes',
      expect.stringMatching(/^ {2}scope +"execution" \| "organisation" +\S/),
      expect.stringMatching(/^ {2}key\* +string +\S/),
    ]);
    expect((await ice('tools', 'echo', '--json')).json).toEqual(
      (await api.request('GET', '/api/v1/catalog/tools/echo')).body,
    );
  });

  it('says what a misspelt name may stand for', async () => {
    expect(await ice('tools', 'csv_loadr')).toMatchObject({
      code: 3,
      stdout: '',
      stderr: 'ice: There is no tool "csv_loadr".\n  hint: Did you mean: ice tools csv_loader\n',
    });
  });
});

describe('ice node-kinds', () => {
  it('lists the kinds, and shows one with an example', async () => {
    expect((await ice('node-kinds')).stdout).toMatch(/^kind +what it does\ntool +Calls one tool/);
    expect((await ice('node-kinds', 'fail')).stdout).toBe(
      [
        'fail: Ends in a failure with a code of its own.',
        '',
        'for example',
        '  {',
        '    "id": "my_fail",',
        '    "type": "fail",',
        '    "code": "out_of_stock",',
        '    "message": "Nothing is left."',
        '  }',
        '',
      ].join('\n'),
    );
    const { code, json } = await ice('node-kinds', 'faill', '--json');
    expect([code, json]).toEqual([
      3,
      {
        error: {
          code: 'not-found',
          message: 'There is no node kind "faill".',
          hint: 'Did you mean: ice node-kinds fail',
          exit_code: 3,
        },
      },
    ]);
  });
});

describe('ice budget and ice cost', () => {
  const madeUp = 'This is the made-up money of test mode; what costs real money is counted apart.';
  const blueprint = {
    schema_version: '1.0',
    name: 'tagline',
    nodes: [{ id: 'line', type: 'llm', model: 'openai/gpt-4o-mini', prompt: 'Write a line.', max_output_tokens: 64 }],
  };
  const window = `window     ${new Date().toISOString().slice(0, 7)}, until`;

  it('shows that there is no limit, and that nothing was spent', async () => {
    const { code, stdout } = await ice('cost');
    expect([code, stdout.split('\n').slice(1)]).toEqual([
      0,
      [
        'limit      no limit',
        'spent      $0',
        'reserved   $0',
        '',
        madeUp,
        '',
        'Nothing was spent. Run something: ice run <file>',
        '',
      ],
    ]);
    expect(stdout.startsWith(window)).toBe(true);
  });

  it('sets a budget that starts are held to, and takes it away again', async () => {
    expect((await ice('budget', 'set', '0')).stdout.split('\n').slice(1, 5)).toEqual([
      'limit      $0 (set)',
      'spent      $0',
      'reserved   $0',
      'available  $0',
    ]);
    const refused = await runIce(['blueprint', 'estimate', '-', '--input', 'x=1', '--remote', api.url], {
      stdin: JSON.stringify({ ...blueprint, inputs: { x: { type: 'integer' } } }),
    });
    expect(refused).toMatchObject({ code: 6, stdout: '', stderr: expect.stringMatching(/budget/) });
    expect((await ice('budget', 'set', 'none')).stdout).toMatch(/^limit {6}no limit$/m);
    expect((await ice('budget', 'get', '--json')).json).toEqual(
      (await api.request('GET', '/api/v1/governance/budget')).body,
    );
  });

  it('tells what was spent by blueprint and day', async () => {
    const { body: stored } = await api.request('POST', '/api/v1/blueprints/', { json: blueprint });
    const headers = { prefer: 'wait=20' };
    await api.request('POST', '/api/v1/executions/', { json: { blueprint_id: stored.id }, headers });
    const { body: budget } = await api.request('GET', '/api/v1/governance/budget');
    const today = new Date().toISOString().slice(0, 10);
    const { stdout } = await ice('cost', '--since', today);
    expect(stdout.split('\n')[0]).toBe(`since ${today} $${budget.spent_usd} spent`);
    expect(stdout).toMatch(new RegExp(`\\nblueprint +spent +reserved\\n${stored.id} +\\$${budget.spent_usd} +\\$0\\n`));
    expect(stdout).toMatch(new RegExp(`\\nday +spent +reserved\\n${today} +\\$${budget.spent_usd} +\\$0\\n$`));
    expect((await ice('cost', '--since', today, '--json')).json).toEqual({
      ...budget,
      since: today,
      spent_since_usd: budget.spent_usd,
    });
  });

  it.each([
    [['budget', 'set', 'x'], 'The limit is an amount in USD, such as 25 or 0.5, or none.'],
    [['cost', '--since', 'yesterday'], '--since is a day such as 2026-11-20.'],
    [['cost', '--since', '2020-01-01'], expect.stringMatching(/^--since is a day of this month/)],
  ] as const)('refuses %j in a sentence', async (words, message) => {
    expect(await ice(...words, '--json')).toMatchObject({ code: 2, json: { error: { code: 'usage', message } } });
  });
});
