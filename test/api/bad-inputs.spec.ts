/** The corpus of bad requests, where it lies beside the checkout, against a real server: the status is binding, the code too unless
 *  a table (here, or in the plan) says why another one is better. What cannot hold yet is named with its reason, and told once it does. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAppConfig } from '@ice/api';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { casesOf, codeOf } from '../support/bad-input-plan.js';
import { bytesOf, readBadInputs, type BadInput, type Values } from '../support/bad-input.js';
import { exchange, type RawAnswer } from '../support/raw-http.js';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';
import { startApi, type RunningApi } from '../support/start-api.js';

/** Case to the code that we give in place of the corpus's. */
const better: Readonly<Record<string, string>> = {
  // It says which field: the others of this list are unknown, this one is known and of the wrong type.
  'BLUEPR-007': 'validation-failed',
  // The fields are called `timeout_s` and `retry`, so these do not exist.
  'BLUEPR-096': 'unknown-property',
  'BLUEPR-097': 'unknown-property',
  'BLUEPR-098': 'unknown-property',
  'BLUEPR-099': 'unknown-property',
  'BLUEPR-182': 'unknown-property',
  // The tool has no argument of that name, dots or not.
  'JSON-036': 'unknown-property',
  // The template is well-formed; it names something that is not there.
  'BLUEPR-103': 'unknown-reference',
  'BLUEPR-109': 'unknown-reference',
};

/** Case to the reason why it cannot hold yet. */
const pending: Readonly<Record<string, string>> = {
  'PATHS-012': 'the documentation tells nothing of anybody and stays public: /metrics is what needs a key',
};

/** Cases for a server with keys, beside those of the area auth. */
const keyed: readonly string[] = ['PATHS-003', 'PATHS-004', 'PATHS-010', 'PATHS-011', 'HEADER-006', 'PARTIA-004'];
const needsKeys = ({ id, area }: BadInput): boolean => area === 'auth' || keyed.includes(id);

/** Cases whose connection is closed without an answer, as their notes allow. */
const closedInstead: readonly string[] = ['TRANSP-011', 'TRANSP-014'];

/** Of one request, where there is no time for all that a case asks for. */
const mostRepeats = process.env['ICE_LONG'] === '1' ? Infinity : 500;

const stillFails = 'still fails';
const softLimitMs = 100;
const areas = [
  'transport',
  'content-type',
  'json',
  'paths',
  'locks',
  'blueprints.create',
  'blueprints.patch',
  'partials',
];
const inputs = [...readBadInputs(...areas), ...casesOf('bad-inputs')];

/** Requests of one case that are under way at a time. */
const batchSize = 50;

const partials = '/api/v1/mcp/blueprints/partial';

/** A version of something, as its writer is told. */
interface Version {
  readonly id: string;
  readonly version_lock: string;
}

const cycle = {
  nodes: ['a', 'b'].map((id) => ({ id, type: 'tool', tool_name: 'echo', dependencies: [id === 'a' ? 'b' : 'a'] })),
};

const document = (text: string): object => ({
  schema_version: '1.0',
  name: text,
  nodes: [
    { id: 'a', type: 'tool', tool_name: 'echo', tool_args: {}, dependencies: [] },
    { id: 'needs_a', type: 'tool', tool_name: 'echo', tool_args: {}, dependencies: ['a'] },
  ],
});

if (inputs.length === 0) {
  describe.skip('the corpus of bad requests (skipped: ../shared/bad-inputs.json is not there)', () => {
    it('is answered as it says', () => undefined);
  });
} else {
  describe('the corpus of bad requests', () => {
    const upstream = createServer((_request, response) => response.end('{}'));
    const late: string[] = [];
    let api: RunningApi;
    let impatient: RunningApi;
    let guarded: KeyedApi;

    beforeAll(async () => {
      await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
      const httpToolAllow = [upstreamName()];
      const { http } = readAppConfig({});
      const quick = { ...http, requestTimeoutMs: 1_000, headersTimeoutMs: 1_000, timeoutCheckMs: 100 };
      api = await startApi({ config: { httpToolAllow } });
      guarded = await startKeyedApi({ httpToolAllow });
      impatient = await startApi({ config: { httpToolAllow, http: quick } });
    });

    afterAll(async () => {
      const { status } = await api.request('POST', '/api/v1/blueprints', { json: document('after all') });
      await Promise.all([api.close(), impatient.close(), guarded.close()]);
      upstream.close();
      if (late.length > 0) process.stderr.write(`Answered later than after ${softLimitMs} ms: ${late.join(', ')}\n`);
      expect(status).toBe(201);
    });

    const upstreamName = (): string => `127.0.0.1:${(upstream.address() as AddressInfo).port}`;

    it.each(inputs.map((input) => [input.id, input.why, input] as const))('%s %s', async (_id, _why, input) => {
      const answers = await answersTo(input);
      const faults = judge(input, answers);

      const reason = pending[input.id];
      if (reason === undefined) expect(faults).toEqual([]);
      else
        expect([reason, faults.length > 0 ? stillFails : 'holds now: take it out of the table']).toEqual([
          reason,
          stillFails,
        ]);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    });

    it('is named here only by cases that are in it', () => {
      const known = new Set(inputs.map(({ id }) => id));
      const named = [...Object.keys(better), ...Object.keys(pending), ...closedInstead];

      expect(named.filter((id) => !known.has(id))).toEqual([]);
    });

    async function answersTo(input: BadInput): Promise<readonly RawAnswer[]> {
      const { trickle, concurrency = 1, rawRequest } = input.request;
      const filled = await valuesFor(input);
      const bytes = bytesOf(input, filled);
      if (input.request.times !== undefined) return repeated(input, filled);
      const isSlow = trickle !== undefined || rawRequest === '';
      const { port } = isSlow ? impatient : needsKeys(input) ? guarded : api;
      const options = {
        ...(isSlow && { until: 'close' as const }),
        ...(trickle && { trickle: { bytes: Buffer.alloc(100, 'x'), perSecond: trickle.bytesPerSecond } }),
      };
      const answers = await Promise.all(Array.from({ length: concurrency }, () => exchange(port, bytes, options)));
      const slowest = Math.max(...answers.map(({ durationMs }) => durationMs));
      if (!isSlow && slowest > softLimitMs) late.push(`${input.id} ${slowest.toFixed(0)} ms`);
      return answers;
    }

    /** Every answer that differs in its status from the first, or the first alone. */
    async function repeated(input: BadInput, filled: Values): Promise<readonly RawAnswer[]> {
      const { times: asked = 1, vary = '' } = input.request;
      const times = Math.min(asked, mostRepeats);
      const answers: RawAnswer[] = [];
      for (let begun = 0; begun < times; begun += batchSize) {
        const numbers = Array.from({ length: Math.min(batchSize, times - begun) }, (_, index) => String(begun + index));
        const varied = numbers.map((number) => JSON.parse(JSON.stringify(input).replaceAll(vary, number)) as BadInput);
        answers.push(...(await Promise.all(varied.map((one) => exchange(api.port, bytesOf(one, filled))))));
      }
      const others = answers.filter(({ status }) => status !== answers[0]?.status);
      return others.length > 0 ? others : answers.slice(0, 1);
    }

    async function valuesFor(input: BadInput): Promise<Values> {
      if (needsKeys(input)) return keyedValues();
      if (input.area === 'partials') return partialValues(input);
      return input.request.headers?.['idempotency-key'] === '{used_key}' ? usedValues() : values();
    }

    /** With keys, and what another organisation has. */
    async function keyedValues(): Promise<Values> {
      const { keys, dead } = guarded;
      const [own, other] = await Promise.all([
        guarded.ask(keys.all, 'POST', '/api/v1/blueprints', { json: document('A') }),
        guarded.ask(keys.other, 'POST', partials, { json: {} }),
      ]);
      return {
        token: keys.all,
        read_only_token: keys.read,
        expired_token: dead.expired,
        blueprint_id: own.body.id,
        other_tenant_partial_id: other.body.id,
      };
    }

    /** With an idempotency key that a start of the blueprint has used. */
    async function usedValues(): Promise<Values> {
      const filled = await values();
      const json = { blueprint_id: filled['blueprint_id'], inputs: {} };
      const headers = { 'idempotency-key': 'used' };
      expect((await api.request('POST', '/api/v1/executions/', { json, headers })).status).toBe(202);
      return { ...filled, used_key: 'used' };
    }

    /** Fresh blueprints for every case, with all the locks that they ever had. */
    async function values(): Promise<Values> {
      const [subject, other, deleted] = await Promise.all([stored('A'), stored('A'), stored('A')]);
      const second = await written('PUT', subject.id, document('B'), subject.version_lock);
      const third = await written('PUT', subject.id, document('A'), second.version_lock);
      await written('DELETE', deleted.id, undefined, deleted.version_lock);
      return {
        blueprint_id: subject.id,
        lock: third.version_lock,
        stale_lock: second.version_lock,
        lock_before_aba: subject.version_lock,
        LOCK_UPPERCASE: third.version_lock.toUpperCase(),
        other_blueprint_lock: other.version_lock,
        deleted_blueprint_id: deleted.id,
        lock_before_delete: deleted.version_lock,
        upstream: upstreamName(),
      };
    }

    /** Fresh partial blueprints of every state; the lock is that of the one in the path. */
    async function partialValues({ request }: BadInput): Promise<Values> {
      const [subject, empty, cyclic, finalized] = await Promise.all(
        [{ blueprint: document('A') }, {}, { blueprint: cycle }, { blueprint: document('A') }].map(begun),
      );
      const locks = new Map<string, string>([
        ['partial_id', await lockAfter('PUT', subject, '', { action: 'set', values: { title: 'T' } })],
        ['empty_partial_id', empty?.version_lock ?? ''],
        ['cyclic_partial_id', cyclic?.version_lock ?? ''],
        ['finalized_partial_id', await lockAfter('POST', finalized, '/finalize')],
      ]);
      const name = /partial\/\{(\w+)\}/.exec(request.path)?.[1] ?? '';
      return {
        blueprint_id: (await stored('A')).id,
        partial_id: subject?.id ?? '',
        empty_partial_id: empty?.id ?? '',
        cyclic_partial_id: cyclic?.id ?? '',
        finalized_partial_id: finalized?.id ?? '',
        lock: locks.get(name) ?? '',
        stale_lock: subject?.version_lock ?? '',
      };
    }

    async function begun(json: object): Promise<Version> {
      return (await api.request('POST', partials, { json })).body;
    }

    async function lockAfter(
      method: string,
      partial: Version | undefined,
      place: string,
      json?: object,
    ): Promise<string> {
      const headers = { 'x-version-lock': partial?.version_lock ?? '' };
      await api.request(method, `${partials}/${partial?.id}${place}`, { headers, ...(json && { json }) });
      return (await api.request('GET', `${partials}/${partial?.id}`)).body.version_lock;
    }

    async function stored(text: string): Promise<{ id: string; version_lock: string }> {
      return (await api.request('POST', '/api/v1/blueprints', { json: document(text) })).body;
    }

    async function written(method: string, id: string, json: unknown, lock: string): Promise<{ version_lock: string }> {
      const headers = { 'x-version-lock': lock };
      return (await api.request(method, `/api/v1/blueprints/${id}`, { json, headers })).body;
    }
  });
}

/** What is wrong with the answers, in words. */
function judge(input: BadInput, answers: readonly RawAnswer[]): readonly string[] {
  const { id, request, expect: wanted } = input;
  const [first] = answers;
  if (!first) return ['no answer'];
  if (closedInstead.includes(id)) return first.status === 0 && first.closed ? [] : [`answered ${first.status}`];
  if (request.concurrency !== undefined) return judgeRace(answers, wanted.status);
  const faults = first.status === wanted.status ? [] : [`status ${first.status} in place of ${wanted.status}`];
  const code = better[id] ?? codeOf(input);
  const isNamed = code === '' || codesOf(first).includes(code);
  return isNamed ? faults : [...faults, `code ${codesOf(first).join(', ')} in place of ${code}`];
}

/** One writer gets through, all others meet its lock. */
function judgeRace(answers: readonly RawAnswer[], won: number): readonly string[] {
  const winners = answers.filter(({ status }) => status === won).length;
  const losers = answers.filter((answer) => answer.status === 409 && answer.body.code === 'lock-conflict').length;
  const isRight = winners === 1 && losers === answers.length - 1;
  return isRight ? [] : [`${winners} winners and ${losers} losers of ${answers.length}`];
}

/** The code of the problem and those of its errors. */
function codesOf({ body }: RawAnswer): readonly string[] {
  const errors: readonly { readonly code: string }[] = body?.errors ?? [];
  return [body?.code ?? 'none', ...errors.map(({ code }) => code)];
}
