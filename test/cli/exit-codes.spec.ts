/** What `ice` answers where nothing runs: the exit code, and one JSON document on stdout whatever went wrong. */
import { CliError, runCli, type CommandDeclaration, type ExitCode } from '@ice/cli';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { startApi, type RunningApi } from '../support/start-api.js';
import { runIce } from '../support/run-ice.js';

let api: RunningApi;
let folder: string;

beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(path.join(tmpdir(), 'ice-cli-'));
  await writeFile(path.join(folder, 'tabs.yaml'), 'nodes:\n\t- 1\n');
  await writeFile(
    path.join(folder, 'wrong.yaml'),
    'schema_version: "1.0"\nname: wrong\nnodes:\n  - id: a\n    type: tool\n    tool_name: ekko\n    tool_args: {}\n',
  );
  await writeFile(
    path.join(folder, 'echo.yaml'),
    'schema_version: "1.0"\nname: echo\ninputs:\n  text: { type: string }\nnodes:\n  - { id: a, type: tool, tool_name: echo, tool_args: { value: "{{ inputs.text }}" } }\noutputs:\n  said: "{{ nodes.a.value }}"\n',
  );
  await writeFile(
    path.join(folder, 'fails.yaml'),
    'schema_version: "1.0"\nname: fails\nnodes:\n  - id: before\n    type: tool\n    tool_name: echo\n    tool_args: { value: 1 }\n  - id: broken\n    type: fail\n    dependencies: [before]\n    code: no-luck\n    message: No luck today.\n',
  );
  await writeFile(
    path.join(folder, 'dear.yaml'),
    'schema_version: "1.0"\nname: dear\nbudget_usd: 0.000001\nnodes:\n  - { id: a, type: llm, model: openai/gpt-4o, prompt: Write., max_input_tokens: 1000, max_output_tokens: 4000 }\n',
  );
  await writeFile(
    path.join(folder, 'roomy.yaml'),
    'schema_version: "1.0"\nname: roomy\nbudget_usd: 0.0005\nnodes:\n  - { id: a, type: llm, model: openai/gpt-4o, prompt: Write., max_output_tokens: 100 }\n',
  );
});

afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const unknownExecution = `ex_${'0'.repeat(26)}`;

describe('a command line that fails', () => {
  it.each<[readonly string[], ExitCode, string]>([
    [['rum', 'x'], 2, 'usage'],
    [['run'], 2, 'usage'],
    [['run', 'echo.yaml', '--colour'], 2, 'usage'],
    [['exec'], 2, 'usage'],
    [['exec', 'list', '--status', 'dead'], 2, 'usage'],
    [['run', 'nowhere.yaml'], 2, 'file-unreadable'],
    [['run', 'echo.yaml', '--input', 'text'], 2, 'usage'],
    [['run', 'echo.yaml', '--budget', '-1'], 2, 'usage'],
    [['run', 'echo.yaml', '--detach', '--keep'], 2, 'usage'],
    [['run', 'tabs.yaml'], 3, 'validation-failed'],
    [['run', 'wrong.yaml'], 3, 'unknown-tool'],
    [['run', 'echo.yaml'], 3, 'inputs-invalid'],
    [['exec', 'get', unknownExecution], 3, 'not-found'],
    [['run', 'fails.yaml'], 5, 'no-luck'],
    [['run', 'dear.yaml'], 6, 'budget-exceeded'],
    [['run', 'dear.yaml', '--dry-run'], 6, 'budget-exceeded'],
  ])('%j ends with %d and says %s as JSON', async (argv, code, problem) => {
    const run = await runIce([...argv, '--json', '--remote', api.url], { cwd: folder });
    const { error } = JSON.parse(run.stdout);
    expect([run.code, error.code, error.exit_code, typeof error.message]).toEqual([code, problem, code, 'string']);
  });

  it('ends with 4 where a key is wrong, and never shows it', async () => {
    const key = `ice_sk_${'x'.repeat(43)}`;
    const run = await runIce(['exec', 'list', '--json', '--remote', api.url], { env: { ICE_API_KEY: key } });
    expect([run.code, JSON.parse(run.stdout).error.code]).toEqual([4, 'unauthenticated']);
    expect(run.stdout + run.stderr).not.toContain(key);
  });

  it('ends with 9 where nobody answers, and names a request that tells', async () => {
    const run = await runIce(['exec', 'cancel', unknownExecution, '--json', '--remote', 'http://127.0.0.1:9/ice/']);
    expect([run.code, run.json.error.code]).toEqual([9, 'unreachable']);
    expect(run.json.error.hint).toContain('`curl http://127.0.0.1:9/ice/health` tells;');
  });

  it('ends with 9 where the data folder cannot be written, and says which setting names another one', async () => {
    const file = path.join(folder, 'echo.yaml');
    for (const dataDir of [file, path.join(file, 'data')]) {
      const run = await runIce(['key', 'list', '--json', '--data-dir', dataDir]);
      expect([run.code, run.json.error.code, run.json.error.hint]).toEqual([
        ...[9, 'store-unavailable'],
        'Set ICE_DATA_DIR to a folder that you may write.',
      ]);
    }
  });

  it('names a folder as one where it wants a file', async () => {
    expect((await runIce(['run', '.'], { cwd: folder })).stderr).toBe(
      'ice: "." is a folder.\n  hint: Name a file in it.\n',
    );
  });

  it('says to people what is wrong, where, and what comes next', async () => {
    const wrong = await runIce(['run', 'wrong.yaml', '--remote', api.url], { cwd: folder });
    expect([wrong.code, wrong.stdout]).toEqual([3, '']);
    expect(wrong.stderr).toMatch(/^ice: wrong\.yaml does not compile: /);
    expect(wrong.stderr).toContain('wrong.yaml:6:16: error unknown-tool: ');
  });

  it('offers the nearest command', async () => {
    const { stderr } = await runIce(['rum', 'x']);
    expect(stderr).toContain('(Did you mean run?)');
  });

  it('shows where in the file a failed node stands, its input, and the commands that come next', async () => {
    const run = await runIce(['run', 'fails.yaml', '--remote', api.url], { cwd: folder });
    const id = /ex_[0-9A-Z]{26}/.exec(run.stderr)?.[0] ?? '';
    expect([run.code, run.stdout]).toEqual([5, '']);
    expect(run.stderr.slice(run.stderr.indexOf('ice: ')).split('\n')).toEqual([
      `ice: ${id} failed at broken: no-luck: No luck today.`,
      '  node   broken   fails.yaml:8:5',
      expect.stringMatching(/^ {2}(input|more) /),
      expect.stringContaining(''),
      ...(run.stderr.includes('  input')
        ? [expect.stringContaining(`ice exec rerun ${id} --from 'broken'`), '']
        : ['']),
    ]);
    expect(run.stderr).toContain(`ice exec get ${id} --node 'broken' --remote ${api.url}   ·   ice explain no-luck`);
  });
});

describe('what the API refuses', () => {
  async function refusal(...argv: readonly string[]) {
    const run = await runIce([...argv, '--remote', api.url], { cwd: folder });
    return [run.code, run.stderr.slice(run.stderr.indexOf('ice: ')).split('\n').slice(1)];
  }

  it('is told with the option that gives more, and with the cheaper model', async () => {
    const swap = /^ {2}With openai\/\S+ in place of openai\/gpt-4o it is expected to cost \S+ USD\.$/;
    const more = '  hint: Give more: --budget <usd>, or budget_usd in the blueprint.';
    expect(await refusal('run', 'roomy.yaml')).toEqual([6, [expect.stringMatching(swap), more, '']]);
    expect(await refusal('run', 'dear.yaml')).toEqual([6, [more, '']]);
    const { json } = await runIce(['run', 'roomy.yaml', '--json', '--remote', api.url], { cwd: folder });
    expect(json.error.details).toEqual({
      budget: expect.objectContaining({ level: 'execution', limit_usd: '0.0005' }),
      suggestion: expect.objectContaining({ instead_of: 'openai/gpt-4o' }),
    });
  });

  it('is told with the command that raises the budget of the organisation', async () => {
    await runIce(['budget', 'set', '0', '--remote', api.url]);
    try {
      const told = await refusal('run', 'dear.yaml', '--budget', '1');
      expect(told).toEqual([6, ['  hint: `ice budget set <usd>` raises it.', '']]);
    } finally {
      await runIce(['budget', 'set', 'none', '--remote', api.url]);
    }
  });

  it('is told with the way to give an input that is missing, and with nothing of the kind where one does not fit', async () => {
    expect(await refusal('run', 'echo.yaml')).toEqual([
      3,
      ['  /inputs/text: The input "text" is required.', '  hint: Give them: --input name=value.', ''],
    ]);
    const [, lines] = await refusal('run', 'echo.yaml', '--input', 'text=1');
    expect(lines).toContain('  hint: Each entry of errors names an input.');
  });

  it('is told with the command that lists node runs, and signals', async () => {
    const ran = await runIce(['run', 'echo.yaml', '--input', 'text=x', '--remote', api.url], { cwd: folder });
    const id = /ex_[0-9A-Z]{26}/.exec(ran.stderr)?.[0] ?? '';
    expect(await refusal('exec', 'rerun', id, '--from', 'nowhere')).toEqual([
      3,
      [`  hint: \`ice exec get ${id}\` lists its node runs.`, ''],
    ]);
    expect(await refusal('exec', 'answer', id, 'approve', 'yes')).toEqual([
      7,
      [`  hint: \`ice exec answer ${id}\` lists what it waits for.`, ''],
    ]);
  });
});

describe('the frame', () => {
  const declaration = (name: string, load: CommandDeclaration['load'], more = {}): CommandDeclaration => ({
    ...{ name, summary: name, examples: [], load },
    ...more,
  });
  const commands = [
    declaration('fault', async () => async () => {
      throw new Error('A bug.');
    }),
    declaration('conflict', async () => async () => {
      throw new CliError('Somebody else was first.', { exitCode: 7, code: 'lock-conflict', hint: 'Read it again.' });
    }),
    declaration('hang', async () => () => new Promise(() => undefined)),
    declaration('values', async () => async ({ output }) => {
      output.progress('working');
      output.event({ n: 1 });
      return { value: { a: [1] } };
    }),
  ];

  async function frame(argv: readonly string[], signal = new AbortController().signal) {
    const said = { stdout: '', stderr: '' };
    const code = await runCli(
      argv,
      {
        stdin: Readable.from([]),
        stdout: { write: (text) => void (said.stdout += text) },
        stderr: { write: (text) => void (said.stderr += text) },
        env: {},
        cwd: folder,
        signal,
      },
      commands,
    );
    return { code, ...said };
  }

  it('keeps results on stdout and words on stderr', async () => {
    expect(await frame(['values'])).toEqual({ code: 0, stdout: '{\n  "a": [\n    1\n  ]\n}\n', stderr: 'working\n' });
    expect(await frame(['values', '--quiet', '--json'])).toMatchObject({
      stdout: '{\n  "a": [\n    1\n  ]\n}\n',
      stderr: '',
    });
    expect(await frame(['--jsonl', 'values'])).toMatchObject({ stdout: '{"n":1}\n' });
  });

  it('tells a fault of its own with its stack and 1', async () => {
    const run = await frame(['fault']);
    expect([run.code, run.stdout]).toEqual([1, '']);
    expect(run.stderr).toMatch(/^ice: A bug\.\n {2} {4}at /);
  });

  it('tells conflicts with 7', async () => {
    const run = await frame(['conflict']);
    expect(run).toEqual({ code: 7, stdout: '', stderr: 'ice: Somebody else was first.\n  hint: Read it again.\n' });
  });

  it('leaves a command on Ctrl-C with 130', async () => {
    const controller = new AbortController();
    const run = frame(['hang', '--json'], controller.signal);
    controller.abort();
    const { code, stdout } = await run;
    expect([code, JSON.parse(stdout).error.code]).toEqual([130, 'interrupted']);
  });

  it('prints help and version on stdout with 0, as JSON too', async () => {
    const help = await frame(['--help']);
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toContain('Usage: ice');
    expect(JSON.parse((await frame(['--version', '--json'])).stdout)).toEqual({
      version: expect.stringMatching(/^\d+\./),
    });
    expect((await frame(['help', 'values'])).stdout).toContain('Usage: ice values');
  });
});
