/** `ice run` and `ice exec` in local mode and against a server: one path, one result. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionEvent } from '@ice/core';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi, type RunningApi } from '../support/start-api.js';
import { runIce } from '../support/run-ice.js';

const root = path.join(import.meta.dirname, '..', '..');
const seller = 'examples/seller-assistant/seller-assistant.yaml';
const ansi = /\p{Cc}\[/u;

let api: RunningApi;
let folder: string;

beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(path.join(tmpdir(), 'ice-cli-'));
  await writeFile(
    path.join(folder, 'ask.json'),
    JSON.stringify({
      schema_version: '1.0',
      name: 'ask',
      nodes: [{ id: 'approve', type: 'human', prompt: 'Publish?', approval: 'choice', choices: ['yes', 'no'] }],
      outputs: { answer: '{{ nodes.approve }}' },
    }),
  );
  await writeFile(
    path.join(folder, 'sleep.json'),
    JSON.stringify({
      schema_version: '1.0',
      name: 'sleep',
      nodes: [{ id: 'rest', type: 'wait', for_s: 600 }],
    }),
  );
});

afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

function remote(argv: readonly string[], options: Parameters<typeof runIce>[1] = {}) {
  return runIce([...argv, '--remote', api.url], { cwd: folder, ...options });
}

async function runId(argv: readonly string[]): Promise<string> {
  const run = await remote([...argv, '--detach', '--json']);
  return JSON.parse(run.stdout).execution_id;
}

describe('ice run', () => {
  it('runs the demo in this process: outputs on stdout, figures on stderr, no ANSI in pipes', async () => {
    const dataDir = path.join(folder, 'data');
    const run = await runIce(['run', seller, '--data-dir', dataDir], { cwd: root });
    expect([run.code, JSON.parse(run.stdout).summary]).toEqual([
      0,
      expect.objectContaining({ total: 9, success: 9, failures: 0 }),
    ]);
    expect(run.stderr).toMatch(/^The API listens on http:\/\/127\.0\.0\.1:\d+ \(docs at .*\/docs\)\.\nExecution ex_/);
    expect(run.stderr).toMatch(/node\.completed {7}summary \(\d+ ms\)\n/);
    expect(run.stderr).toMatch(
      /\n✔ completed in .*\nCost: \$0\.0002046 \(synthetic\) for 560 input and 201 output tokens\.\nSlowest: /,
    );
    expect(run.stdout + run.stderr).not.toMatch(ansi);

    const listed = await runIce(['exec', 'list', '--json', '--data-dir', dataDir], { cwd: root });
    expect(JSON.parse(listed.stdout).data).toEqual([
      expect.objectContaining({ name: 'seller_assistant', status: 'completed' }),
    ]);
  });

  it('draws a live tree where stderr is a terminal, and keeps stdout clean', async () => {
    const run = await runIce(['run', seller, '--remote', api.url, '--json'], {
      cwd: root,
      terminal: { columns: 80, rows: 24 },
    });
    expect(JSON.parse(run.stdout).summary.total).toBe(9);
    expect(run.stderr).toMatch(/\p{Cc}\[\d+A/u);
    expect(run.stderr).toMatch(/3\/3 nodes {3}\$0\.0002 of \$0\.5000 {3}completed/);
    const plain = await runIce(['run', seller, '--remote', api.url, '--no-color'], {
      cwd: root,
      terminal: { columns: 80, rows: 24 },
    });
    expect(plain.stderr).not.toMatch(/\p{Cc}\[\d+m/u);
  });

  it('writes the events of the journal under --jsonl, and nothing else', async () => {
    const run = await remote(['run', '-', '--jsonl', '--quiet'], {
      stdin:
        'schema_version: "1.0"\nname: n\nnodes:\n  - { id: a, type: tool, tool_name: echo, tool_args: { value: 1 } }\n',
    });
    const events: ExecutionEvent[] = run.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([run.code, run.stderr, events.map(({ type }) => type)]).toEqual([
      0,
      '',
      ['execution.queued', 'execution.started', 'node.started', 'node.completed', 'execution.completed'],
    ]);
    const recorded = await remote(['exec', 'events', events[0]?.execution_id ?? '', '--jsonl']);
    expect(recorded.stdout).toBe(run.stdout);
  });

  it('writes the outputs into a file where one is named', async () => {
    const run = await remote(['run', '-', '--output', 'out.json'], {
      stdin:
        '{"schema_version": "1.0", "name": "n", "nodes": [{"id": "a", "type": "tool", "tool_name": "echo", "tool_args": {"value": 1}}], "outputs": {"b": "{{ nodes.a.value }}"}}',
    });
    expect([run.code, run.stdout]).toEqual([0, '']);
    expect(JSON.parse(await readFile(path.join(folder, 'out.json'), 'utf8'))).toEqual({ b: 1 });
  });

  it('reads stdin for one document only', async () => {
    const run = await remote(['run', '-', '--inputs', '-', '--json'], { stdin: '{"name": "Grace"}' });
    expect([run.code, run.json.error.code, run.json.error.message]).toEqual([2, 'usage', '- can stand once only.']);
  });

  it('says what it would cost and runs nothing', async () => {
    const run = await runIce(['run', seller, '--dry-run', '--remote', api.url], { cwd: root });
    expect([run.code, run.stdout.split('\n')[0]]).toEqual([0, expect.stringMatching(/^It would start: sha256:/)]);
    expect(run.stdout).toContain('openai/gpt-4o-mini');
  });

  it('cannot be left alone where nothing would run it', async () => {
    const run = await runIce(['run', 'ask.json', '--detach', '--json', '--data-dir', path.join(folder, 'other')], {
      cwd: folder,
    });
    expect([run.code, JSON.parse(run.stdout).error.code]).toEqual([2, 'usage']);
  });

  it('shows a question with the command that answers it, and goes on with the answer', async () => {
    let asked = '';
    let answered: Promise<{ readonly code: number }> | undefined;
    const run = await remote(['run', 'ask.json', '--json'], {
      onStderr: (text) => {
        asked += text;
        const [, id, signal] = /ice exec answer (ex_\w+) (sg_\w+) yes/.exec(asked) ?? [];
        if (id && signal) answered ??= remote(['exec', 'answer', id, signal, 'yes']);
      },
    });
    expect([run.code, (await answered)?.code]).toEqual([0, 0]);
    expect(asked).toContain('? approve waits for: Publish? (yes | no)');
    expect(JSON.stringify(JSON.parse(run.stdout))).toContain('yes');
  });
});

describe('Ctrl-C', () => {
  it('cancels what run has started, says so, and waits for its end', async () => {
    const controller = new AbortController();
    const run = await remote(['run', 'sleep.json', '--json'], {
      signal: controller.signal,
      onStderr: (text) => void (text.includes('node.waiting') && controller.abort()),
    });
    const { error } = JSON.parse(run.stdout);
    expect([run.code, error.code]).toEqual([130, 'interrupted']);
    expect(run.stderr).toMatch(/Cancelling ex_\w+\. Ctrl-C once more leaves at once/);
    const { body } = await api.request('GET', `/api/v1/executions/${error.details.execution_id}`);
    expect(body.status).toBe('cancelled');
  });

  it('leaves what is watched as it is', async () => {
    const id = await runId(['run', 'sleep.json']);
    const controller = new AbortController();
    const run = await remote(['exec', 'watch', id], {
      signal: controller.signal,
      onStderr: (text) => void (text.includes('node.waiting') && controller.abort()),
    });
    expect([run.code, run.stdout]).toEqual([130, '']);
    const { body } = await api.request('GET', `/api/v1/executions/${id}`);
    expect(body.ended_at).toBeNull();
    expect((await remote(['exec', 'cancel', id])).stdout).toBe(`${id} was cancelled\n`);
  });

  it('and a time limit come to the same but for the code', async () => {
    const run = await remote(['run', 'sleep.json', '--timeout', '0.2', '--json']);
    expect([run.code, JSON.parse(run.stdout).error.code]).toEqual([8, 'timeout']);
  });
});

describe('ice exec', () => {
  let failed: string;

  beforeAll(async () => {
    const blueprint = {
      schema_version: '1.0',
      name: 'parity',
      inputs: { n: { type: 'integer' } },
      nodes: [
        { id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ inputs.n }}' } },
        { id: 'b', type: 'fail', when: '{{ nodes.a.value > 1 }}', code: 'too-much', message: 'Too much.' },
      ],
      outputs: { a: '{{ nodes.a.value }}' },
    };
    const run = await remote(['run', '-', '--input', 'n=2', '--tag', 'parity', '--json'], {
      stdin: JSON.stringify(blueprint),
    });
    failed = JSON.parse(run.stdout).error.details.execution_id;
  });

  it('lists by filter', async () => {
    const run = await remote(['exec', 'list', '--tag', 'parity', '--json']);
    expect(JSON.parse(run.stdout).data).toEqual([expect.objectContaining({ execution_id: failed, status: 'failed' })]);
    expect((await remote(['exec', 'list', '--tag', 'parity'])).stdout).toContain('too-much');
  });

  it('shows an execution and one of its node runs', async () => {
    const whole = await remote(['exec', 'get', failed, '--json']);
    expect(JSON.parse(whole.stdout)).toMatchObject({ execution_id: failed, status: 'failed' });
    const one = await remote(['exec', 'get', failed, '--node', 'a', '--json']);
    expect(JSON.parse(one.stdout)).toMatchObject({
      path: 'a',
      status: 'completed',
      attempts: 1,
      output: { value: 2 },
      transitions: [{ type: 'node.started' }, { type: 'node.completed' }],
    });
    const none = await remote(['exec', 'get', failed, '--node', 'c', '--json']);
    expect([none.code, JSON.parse(none.stdout).error.code]).toEqual([3, 'not-found']);
  });

  it('says what to do where there is none', async () => {
    const nobody = await remote(['exec', 'get', 'ex_00000000000000000000000000']);
    expect(nobody.stderr).toContain('hint: `ice exec list` and `ice blueprint list` show what is there.');
    const none = await remote(['exec', 'list', '--tag', 'no-such-tag']);
    expect(none.stdout).toBe('No execution is like that. All of them: ice exec list\n');
  });

  it('refuses a time that is none before anybody is asked', async () => {
    const run = await remote(['exec', 'list', '--since', 'yesterday', '--json']);
    expect([run.code, run.json.error]).toEqual([
      2,
      { code: 'usage', message: '--since yesterday: give a time such as 2026-11-01T09:00:00Z.', exit_code: 2 },
    ]);
    const since = await remote(['exec', 'list', '--tag', 'parity', '--since', '2026-11-01', '--json']);
    expect(since.json.data).toEqual([expect.objectContaining({ execution_id: failed })]);
  });

  it('tells no duration of what waits', async () => {
    const id = await runId(['run', 'ask.json']);
    const controller = new AbortController();
    const onStderr = (text: string): void => void (text.includes('node.waiting') && controller.abort());
    await remote(['exec', 'watch', id], { signal: controller.signal, onStderr });
    expect((await remote(['exec', 'get', id])).stdout).toContain('\n· waiting\nCost: ');
    await remote(['exec', 'cancel', id]);
  });

  it('runs it again with another input and tells what is different', async () => {
    const rerun = await remote(['exec', 'rerun', failed, '--input', 'n=1', '--json']);
    expect([rerun.code, JSON.parse(rerun.stdout)]).toEqual([0, { a: 1 }]);
    expect(rerun.stderr).toMatch(/^0 results are used again, 2 node runs run again\.\n/);
    const [latest] = JSON.parse((await remote(['exec', 'list', '--limit', '1', '--json'])).stdout).data;
    const diff = await remote(['exec', 'diff', failed, latest.execution_id]);
    expect([diff.code, diff.stdout]).toEqual([0, expect.stringContaining('They differ: The inputs differ at /n.')]);
  });

  it('counts one as one', async () => {
    const rerun = await remote(['exec', 'rerun', failed, '--json']);
    expect(rerun.stderr).toMatch(/^1 result is used again, 1 node run runs again\.\n/);
  });

  it('watches one that has ended to its end, with the exit code of its end', async () => {
    const run = await remote(['exec', 'watch', failed, '--json']);
    expect([run.code, JSON.parse(run.stdout).error.code]).toEqual([5, 'too-much']);
  });

  it('lists what is asked', async () => {
    const id = await runId(['run', 'ask.json']);
    const listed = await remote(['exec', 'answer', id, '--json']);
    expect(JSON.parse(listed.stdout).data).toEqual([expect.objectContaining({ path: 'approve', prompt: 'Publish?' })]);
    const answered = await remote(['exec', 'answer', id, 'approve', '--fail', 'rejected=No.']);
    expect(answered.code).toBe(0);
    expect(JSON.parse((await remote(['exec', 'watch', id, '--json'])).stdout).error.code).toBe('rejected');
  });
});
