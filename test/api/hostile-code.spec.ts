/** Programs that want to hang, fill or leave their sandbox, against a real server: those of the corpus of bad requests, where it lies
 *  beside the checkout, and some of our own. Each ends with a failure that has a name, and the server answers others meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readBadInputs, type BadInput } from '../support/bad-input.js';
import { startApi, type ApiAnswer, type RunningApi } from '../support/start-api.js';

/** A case of the corpus that is about a program. */
type HostileCase = BadInput & { readonly expect: { readonly finalStatus: string; readonly nodeError?: string } };

/** What a program of the corpus comes to: its own name for it, and ours. */
const names: Readonly<Record<string, string>> = {
  'code-timeout': 'timeout',
  'code-memory': 'code-memory-exceeded',
  'code-error': 'code-failed',
  'output-invalid': 'code-output-invalid',
};

/** Case to the code that we give in place of the corpus's. */
const better: Readonly<Record<string, string>> = {
  // There is no Proxy: a program fails where it names it.
  'EXECUT-087': 'code-failed',
  // What is thrown is shown as JSON, so its toString is never called.
  'EXECUT-091': 'code-failed',
};

/** Runs the text that it is given as a program; what that comes to is its result. */
/** @param timeout_s those of the corpus that end by themselves get through it on a busy machine too, with 2. */
const documentOf = (timeout_s: number) => ({
  schema_version: '1.0',
  name: 'code_from_fixture',
  inputs: { code_fixture: { type: 'string' } },
  nodes: [
    {
      id: 'program',
      type: 'code',
      language: 'javascript',
      source: 'return eval(inputs.code_fixture);',
      inputs: { code_fixture: '{{ inputs.code_fixture }}' },
      timeout_s,
    },
  ],
});

const own: readonly (readonly [program: string, code: string])[] = [
  ['"a".repeat(2e6).indexOf("a".repeat(1e6) + "b")', 'timeout'],
  ['Array(2 ** 31).indexOf(1)', 'timeout'],
  // Its promises fill the memory: which limit comes first is the machine's.
  ['const next = () => Promise.resolve().then(next); next()', 'timeout or code-memory-exceeded'],
  ['(async () => { for (;;) await null; })()', 'timeout'],
  ['let s = "x"; for (;;) s += s', 'code-failed'],
  ['JSON.parse("[".repeat(1e5) + "]".repeat(1e5)).length', 'code-failed'],
  ['inputs.constructor.constructor("return process.env")()', 'code-failed'],
  ['Object.defineProperty(Object.prototype, "toJSON", { get() { while (true) {} } }); ({})', 'timeout'],
];

const cases = (readBadInputs('executions.run') as readonly HostileCase[]).filter(
  ({ request }) =>
    request.path.startsWith('/api/v1/executions') &&
    JSON.stringify(request.body ?? '').includes('{code_from_fixture_blueprint_id}'),
);

let api: RunningApi;
let blueprintId: string;
let patientId: string;

beforeAll(async () => {
  api = await startApi();
  blueprintId = (await api.request('POST', '/api/v1/blueprints', { json: documentOf(0.5) })).body.id;
  patientId = (await api.request('POST', '/api/v1/blueprints', { json: documentOf(2) })).body.id;
});

afterAll(() => api.close());

function execute(program: string, blueprint_id = blueprintId): Promise<ApiAnswer> {
  const json = { blueprint_id, inputs: { code_fixture: program } };
  return api.request('POST', '/api/v1/executions/', { json, headers: { prefer: 'wait=60' } });
}

function endOf({ status, body }: ApiAnswer): readonly unknown[] {
  return [status, body.status, body.failure?.code ?? null];
}

if (cases.length === 0) {
  describe.skip('the hostile programs of the corpus (skipped: ../shared/bad-inputs.json is not there)', () => {
    it('end as it says', () => undefined);
  });
} else {
  describe('the hostile programs of the corpus', () => {
    it.each(cases.map((input) => [input.id, input.why, input] as const))('%s %s', async (id, _why, input) => {
      const { finalStatus, nodeError = null } = input.expect;
      const { inputs } = input.request.body as { readonly inputs: { readonly code_fixture: string } };
      const code = better[id] ?? names[nodeError ?? ''] ?? nodeError;

      expect(endOf(await execute(inputs.code_fixture, patientId))).toEqual([200, finalStatus, code]);
    });

    it('find nothing of a host', async () => {
      const { body } = await execute('typeof process + typeof require + typeof fetch');
      expect(body.outputs).toEqual({ program: 'undefinedundefinedundefined' });
    });
  });
}

describe('hostile programs of our own', () => {
  it.each(own)('%s', async (program, code) => {
    const [status, ended, failure] = endOf(await execute(program));
    expect([status, ended]).toEqual([200, 'failed']);
    expect(code.split(' or ')).toContain(failure);
  });
});

describe('a server on which hostile programs run side by side', () => {
  it('answers others meanwhile, and runs the next program', async () => {
    const programs = [
      ...cases.map(({ request }) => (request.body as { inputs: { code_fixture: string } }).inputs.code_fixture),
      ...own.map(([program]) => program),
    ];
    let probes = 0;
    const alone = await latenciesUntil(() => (probes += 1) > 100);
    let isOver = false;
    const all = Promise.all(programs.map((program) => execute(program))).finally(() => (isOver = true));
    const beside = await latenciesUntil(() => isOver);

    const ends = await all;
    expect(ends.filter(({ status }) => status !== 200)).toEqual([]);
    expect(
      ends.map(({ body }) => body.status).filter((status) => status !== 'failed' && status !== 'completed'),
    ).toEqual([]);
    expect(endOf(await execute('1 + 1'))).toEqual([200, 'completed', null]);
    console.log(`${told('/health alone', alone)}\n${told(`beside ${programs.length} hostile programs`, beside)}`);
  });
});

/** How long `/health` takes, one request after the other, until it is enough. */
async function latenciesUntil(isEnough: () => boolean): Promise<readonly number[]> {
  const latencies: number[] = [];
  while (!isEnough()) {
    const began = performance.now();
    expect((await api.request('GET', '/health')).status).toBe(200);
    latencies.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return latencies;
}

/** For the log: what the machine does besides is part of it, so nothing is asserted about it. */
function told(what: string, latencies: readonly number[]): string {
  const sorted = latencies.toSorted((left, right) => left - right);
  const at = (share: number): string => `${sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(1)} ms`;
  return `${what}: ${sorted.length} answers, median ${at(0.5)}, p99 ${at(0.99)}, slowest ${at(1)}`;
}
