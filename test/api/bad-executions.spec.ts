/** The cases of the corpus of bad requests that are about starting, listing and cancelling executions, where it lies beside the checkout:
 *  against a server with keys and tenants, and with a store that somebody else has locked. Status and code are binding. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { casesOf, codeOf } from '../support/bad-input-plan.js';
import { bytesOf, type BadInput, type Values } from '../support/bad-input.js';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';
import { connectClient, textOf } from '../support/protocol-client.js';
import { exchange, type RawAnswer } from '../support/raw-http.js';
import { echoBlueprint } from '../support/sample-blueprint.js';
import { isOnRedis } from '../support/test-store.js';
import { startApi, type RunningApi } from '../support/start-api.js';

const blueprints = '/api/v1/blueprints';
const executions = '/api/v1/executions/';

const cases = casesOf('bad-executions');
/** For a server whose store takes nothing. */
const isUnwritable = ({ given }: BadInput): boolean => given?.startsWith('store refuses writes') ?? false;
const isRace = ({ request }: BadInput): boolean => request.concurrency !== undefined;
const rowsOf = (inputs: readonly BadInput[]) => inputs.map((input) => [input.id, input.why, input] as const);

const strictBlueprint = echoBlueprint('strict', { inputs: { who: { type: 'string', default: 'Ada' } } });
const napping = (ms: number) => ({
  ...{ schema_version: '1.0', name: 'nap' },
  nodes: [{ id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms } }],
});

/** Asks a model about each of its items. */
const loopBlueprint = {
  ...{ schema_version: '1.0', name: 'loop', inputs: { items: { type: 'array', items: {}, maxItems: 1_000 } } },
  nodes: [
    {
      ...{ id: 'each', type: 'loop', items: '{{ inputs.items }}', item_var: 'item', max_items: 1_000 },
      body: {
        nodes: [
          {
            ...{ id: 'ask', type: 'llm', model: 'openai/gpt-4o', prompt: 'What about {{ item }}?' },
            ...{ max_input_tokens: 100, max_output_tokens: 100 },
          },
        ],
      },
    },
  ],
};

/** Enough for one item, and for some more. */
const organisationUsd = 0.05;

if (cases.length === 0) {
  describe.skip('bad starts of the corpus (skipped: ../shared/bad-inputs.json is not there)', () => {
    it('are answered as it says', () => undefined);
  });
} else {
  describe('bad starts of the corpus', () => {
    let api: KeyedApi;
    let values: Values;

    beforeAll(async () => {
      api = await startKeyedApi({ orgBudgetUsd: organisationUsd });
      const { all: token, other } = api.keys;
      values = {
        token,
        blueprint_id: await stored(token, echoBlueprint()),
        strict_inputs_blueprint_id: await stored(token, strictBlueprint),
        loop_llm_blueprint_id: await stored(token, loopBlueprint),
        other_tenant_blueprint_id: await stored(other, echoBlueprint()),
        other_tenant_execution_id: await started(other, 60_000),
      };
    });

    afterAll(() => api.close());

    const plain = cases.filter((input) => !isUnwritable(input) && !isRace(input));

    it.each(rowsOf(plain))('%s %s', async (_id, _why, input) => {
      const filled = await valuesFor(input);
      const before = await executionCount();

      const answer = await exchange(api.port, bytesOf(input, filled));

      expect(judge(input, answer)).toEqual([]);
      if (answer.status < 400) expect(answer.body.status).toBe('cancelled');
      expect(await executionCount()).toBe(before);
    });

    it.each(rowsOf(cases.filter(isRace)))('%s %s', async (_id, _why, input) => {
      // The nap is over at some time while the cancels come in: before, between and after them.
      const finals = await Promise.all([1, 20, 40, 60, 80, 60_000].map((ms) => raceOf(input, ms)));
      expect(new Set(finals)).toEqual(new Set(finals.filter((final) => /^(completed|cancelled)$/.test(final))));
      expect(finals.at(-1)).toBe('cancelled');
    });

    it('are refused for what would be fine otherwise', async () => {
      const sound: readonly (readonly [number, object])[] = [
        [202, { blueprint_id: values['blueprint_id'], inputs: {} }],
        [202, { blueprint_id: values['strict_inputs_blueprint_id'], inputs: { who: 'Bob' } }],
        [202, { blueprint_id: values['loop_llm_blueprint_id'], inputs: { items: [1] } }],
      ];
      for (const [status, json] of sound)
        expect((await api.ask(api.keys.all, 'POST', executions, { json })).status).toBe(status);
      const other = { json: { blueprint_id: values['other_tenant_blueprint_id'] } };
      expect((await api.ask(api.keys.other, 'POST', executions, other)).status).toBe(202);
      const theirs = `${executions}${values['other_tenant_execution_id']}`;
      expect((await api.ask(api.keys.other, 'GET', theirs)).body.status).toBe('running');
    });

    /** The status that it comes to when as many cancels as the case has race with its end. */
    async function raceOf(input: BadInput, ms: number): Promise<string> {
      const id = await started(api.keys.all, ms);
      const bytes = bytesOf(input, { ...values, execution_id: id });
      const length = input.request.concurrency ?? 1;
      const answers = await Promise.all(Array.from({ length }, () => exchange(api.port, bytes)));
      expect(answers.flatMap((answer) => judge(input, answer))).toEqual([]);
      const { status, events } = await ended(id);
      const ends = events
        .map(({ type }) => type)
        .filter((type) => /^execution\.(completed|failed|cancelled)$/.test(type));
      expect(ends).toEqual([`execution.${status}`]);
      expect(events.filter(({ type }) => type === 'execution.ending').length).toBeLessThanOrEqual(1);
      expect(judge(input, await exchange(api.port, bytes))).toEqual([]);
      expect(await ended(id)).toEqual({ status, events });
      return status;
    }

    async function ended(
      id: string,
    ): Promise<{ readonly status: string; readonly events: readonly { type: string }[] }> {
      for (;;) {
        const { body } = await api.ask(api.keys.all, 'GET', `${executions}${id}?include=events`);
        if (body.ended_at !== null) return { status: body.status, events: body.events };
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }

    async function valuesFor({ request, given }: BadInput): Promise<Values> {
      if (!request.path.includes('{execution_id}')) return values;
      const id = await started(api.keys.all, 60_000);
      if (given === 'cancel was accepted before') {
        const { status, body } = await api.ask(api.keys.all, 'POST', `${executions}${id}/cancel`);
        expect([status, body.status]).toEqual([202, 'cancelled']);
      }
      return { ...values, execution_id: id };
    }

    /** Of both organisations. */
    async function executionCount(): Promise<number> {
      const pages = [api.keys.all, api.keys.other].map((key) => api.ask(key, 'GET', `${executions}?limit=1000`));
      return (await Promise.all(pages)).reduce((sum, { body }) => sum + body.data.length, 0);
    }

    async function stored(key: string, json: object): Promise<string> {
      const { status, body } = await api.ask(key, 'POST', blueprints, { json });
      expect([status, body.errors]).toEqual([201, undefined]);
      return body.id;
    }

    async function started(key: string, ms: number): Promise<string> {
      const { status, body } = await api.ask(key, 'POST', executions, { json: { blueprint: napping(ms) } });
      expect(status).toBe(202);
      return body.execution_id;
    }
  });

  // Whatever store the others run on, this one is about the file of one.
  const onFile = isOnRedis ? describe.skip : describe;
  onFile('bad starts of the corpus, where another process has the file of the store', () => {
    let dataDir: string;
    let api: RunningApi;
    let holder: ReturnType<typeof Database> | null = null;

    beforeAll(async () => {
      dataDir = await mkdtemp(path.join(tmpdir(), 'bad-executions-'));
      api = await startApi({ config: { store: 'sqlite' }, dataDir });
    });
    afterEach(() => letGo());
    afterAll(async () => {
      await api.close();
      await rm(dataDir, { recursive: true });
    });

    it.each(rowsOf(cases.filter(isUnwritable)))('%s %s', async (_id, _why, input) => {
      const { id } = (await api.request('POST', blueprints, { json: echoBlueprint() })).body;
      const bytes = bytesOf(input, { blueprint_id: id });
      holder = new Database(path.join(dataDir, 'ice.db'));
      holder.exec('BEGIN IMMEDIATE');

      const [answer, ready] = await Promise.all([exchange(api.port, bytes), api.request('GET', '/ready')]);

      expect(judge(input, answer)).toEqual([]);
      expect([ready.status, ready.body.code]).toEqual([503, 'store-unavailable']);
      expect((await api.request('GET', executions)).body.data).toEqual([]);
      letGo();
      expect((await exchange(api.port, bytes)).status).toBe(202);
      expect((await api.request('GET', executions)).body.data).toHaveLength(1);
    });

    function letGo(): void {
      holder?.exec('ROLLBACK');
      holder?.close();
      holder = null;
    }
  });
}

describe('inputs over 256 KiB', () => {
  const wide = echoBlueprint('wide', { inputs: { text: { type: 'string', default: '' } } });
  const tooLong = { text: 'a'.repeat(300_000) };
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it.each([
    ['a start', {}],
    ['a dry run', { dry_run: true }],
  ])('are refused to %s', async (_name, more) => {
    const { status, body } = await api.request('POST', executions, {
      json: { blueprint: wide, inputs: tooLong, ...more },
    });
    expect([status, body.code, body.errors[0].pointer]).toEqual([413, 'inputs-too-large', '/inputs']);
  });

  it('are refused to a rerun', async () => {
    const headers = { prefer: 'wait=30' };
    const first = await api.request('POST', executions, { json: { blueprint: wide }, headers });
    const json = { input_overrides: tooLong };
    const { status, body } = await api.request('POST', `${executions}${first.body.execution_id}/rerun`, { json });
    expect([status, body.code, body.errors[0].pointer]).toEqual([413, 'inputs-too-large', '/input_overrides']);
  });

  it('are refused to a call of the blueprint as a tool', async () => {
    expect((await api.request('POST', blueprints, { json: wide })).status).toBe(201);
    await using client = await connectClient(api.url);
    const result = await client.callTool({ name: 'wide', arguments: tooLong });
    expect([result.isError, textOf(result)]).toEqual([true, expect.stringContaining('inputs-too-large')]);
  });

  it('are shown as a limit', async () => {
    const { body } = await api.request('GET', '/api/v1/catalog/limits');
    expect(body.data).toContainEqual({
      name: 'execution_inputs',
      value: 262_144,
      unit: 'bytes',
      code: 'inputs-too-large',
    });
  });
});

/** What is wrong with the answer, in words. */
function judge(input: BadInput, { status, body, headers }: RawAnswer): readonly string[] {
  const { expect: wanted } = input;
  const codes = [body?.code, ...(body?.errors ?? []).map(({ code }: { readonly code: string }) => code)];
  const code = codeOf(input);
  return [
    ...(status === wanted.status ? [] : [`status ${status} in place of ${wanted.status}`]),
    ...(code === '' || codes.includes(code) ? [] : [`code ${codes.join(', ')} in place of ${code}`]),
    ...(status < 400 || headers['x-request-id'] === body?.request_id ? [] : ['another request id than in the header']),
  ];
}
