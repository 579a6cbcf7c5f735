/** What a blueprint may name, as REST shows it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type RunningApi } from '../support/start-api.js';

interface Named {
  readonly name: string;
}

/** The parts of a tool that are compared here. */
interface ToolAnswer extends Named {
  readonly ports: { readonly inputs: readonly Named[]; readonly outputs: readonly Named[] };
  readonly input: { readonly properties?: object };
  readonly output: { readonly properties?: object };
}

const namesOf = (items: readonly Named[]): readonly string[] => items.map(({ name }) => name);
const membersOf = ({ properties = {} }: ToolAnswer['input']): readonly string[] => Object.keys(properties);

describe('the catalog', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  const get = async (place: string) => (await api.request('GET', `/api/v1/catalog/${place}`)).body;
  const names = async (place: string): Promise<readonly string[]> =>
    (await get(place)).data.map(({ name }: { name: string }) => name);

  it('lists the tools of the toolkits in alphabetical order, each once', async () => {
    const tools = await names('tools');
    const ofToolkits = (await get('toolkits')).data.flatMap((toolkit: { tools: readonly string[] }) => toolkit.tools);

    expect(tools).toEqual([...tools].sort());
    expect([...ofToolkits].sort()).toEqual(tools);
    expect(tools).toEqual(expect.arrayContaining(['echo', 'csv_loader', 'http_request', 'pricing_strategy', 'sleep']));
  });

  it('shows a tool with its ports, schemas and examples, and nothing that runs', async () => {
    const echo = await get('tools/echo');

    expect(echo).toEqual({
      name: 'echo',
      toolkit: 'common',
      description: expect.any(String),
      effect: 'pure',
      hosts: [],
      secrets: [],
      ports: {
        inputs: [
          {
            name: 'value',
            required: false,
            secret: false,
            description: 'Any JSON value.',
            schema: echo.input.properties.value,
          },
        ],
        outputs: [
          { name: 'value', required: true, description: expect.any(String), schema: echo.output.properties.value },
        ],
      },
      defaults: { retry: expect.objectContaining({ max_attempts: 3 }), timeout_s: 60 },
      input: expect.objectContaining({ type: 'object' }),
      output: expect.objectContaining({ type: 'object' }),
      examples: expect.arrayContaining([{ input: {}, output: { value: null } }]),
    });
  });

  it('tells what a tool may call, and where its credentials stand', async () => {
    const { hosts, secrets, ports } = await get('tools/http_request');
    const inputs: readonly { name: string; required: boolean; secret: boolean; default?: unknown }[] = ports.inputs;

    expect([hosts, secrets]).toEqual([['*'], ['/headers']]);
    expect(inputs.filter(({ required }) => required).map(({ name }) => name)).toEqual(['url']);
    expect(inputs.filter(({ secret }) => secret).map(({ name }) => name)).toEqual(['headers']);
    expect(inputs.find(({ name }) => name === 'method')?.default).toBe('GET');
    expect(ports.outputs.map(({ name }: { name: string }) => name)).toEqual(['status', 'headers', 'body']);
  });

  it('has a port for every argument and every member of an output that is named', async () => {
    const tools = (await get('tools')).data as readonly ToolAnswer[];
    const portNames = tools.map(({ name, ports }) => [name, namesOf(ports.inputs), namesOf(ports.outputs)]);
    const memberNames = tools.map(({ name, input, output }) => [name, membersOf(input), membersOf(output)]);

    expect(portNames).toEqual(memberNames);
  });

  it('shows toolkits one by one, too, with what their tools may do together', async () => {
    expect(await get('toolkits/ecommerce')).toEqual({
      name: 'ecommerce',
      description: expect.any(String),
      tools: expect.arrayContaining(['marketplace_client', 'pricing_strategy']),
      effects: ['idempotent', 'pure'],
      hosts: ['*'],
    });
  });

  it('lists the allowed models with prices as decimal strings', async () => {
    const model = await get('models/gpt-4o-mini');

    expect(await names('models')).toContain('openai/gpt-4o-mini');
    expect(model).toEqual(await get('models/openai%2Fgpt-4o-mini'));
    expect(model).toEqual({
      name: 'openai/gpt-4o-mini',
      provider: 'openai',
      context_tokens: expect.any(Number),
      input_usd_per_million: expect.stringMatching(/^\d+(\.\d+)?$/),
      output_usd_per_million: expect.stringMatching(/^\d+(\.\d+)?$/),
    });
  });

  const later = ['agent', 'workflow', 'code', 'human', 'wait', 'swarm'];

  it('describes every node kind with its schema, its defaults and whether it holds blocks', async () => {
    const kinds = (await get('node-kinds')).data;
    const containers = kinds.filter(({ container }: { container: boolean }) => container);

    expect(kinds.map(({ name }: { name: string }) => name)).toEqual([
      'tool',
      'llm',
      'condition',
      'loop',
      'recursive',
      'parallel',
      'group',
      'fail',
      ...later,
    ]);
    expect(containers.map(({ name }: { name: string }) => name)).toEqual([
      'condition',
      'loop',
      'recursive',
      'parallel',
      'group',
    ]);
    expect((await get('node-kinds/llm')).defaults).toMatchObject({
      effect: 'idempotent',
      timeout_s: 120,
      retry: { max_attempts: 3 },
    });
    expect((await get('node-kinds/fail')).schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
    });
  });

  it('gives the defaults of the kinds that are more than a tool, a model or plain control flow', async () => {
    const defaults = await Promise.all(later.map(async (name) => (await get(`node-kinds/${name}`)).defaults));
    const shared = { join: 'all', on_error: 'fail' };

    expect(defaults).toEqual([
      {
        ...shared,
        effect: 'idempotent',
        timeout_s: 600,
        retry: expect.objectContaining({ max_attempts: 3 }),
        max_tool_calls: 4,
        max_tool_output_tokens: 2_000,
      },
      { ...shared, effect: 'pure', max_depth: 8 },
      { ...shared, effect: 'pure', timeout_s: 5 },
      { ...shared, effect: 'pure', timeout_s: 604_800, on_timeout: 'fail' },
      { ...shared, effect: 'pure', timeout_s: 604_800, on_timeout: 'fail' },
      { ...shared, effect: 'pure' },
    ]);
  });

  it('says of every node kind where data goes in and what comes out', async () => {
    const ports = async (name: string) => (await get(`node-kinds/${name}`)).ports;
    const port = (name: string, form: string, required: boolean) => ({ name, form, required });

    expect((await ports('loop')).inputs).toEqual([port('items', 'list', true), port('concurrency', 'number', false)]);
    expect((await ports('agent')).inputs).toEqual([
      port('instructions', 'value', true),
      port('input', 'value', true),
      port('memory.key', 'value', false),
    ]);
    expect((await ports('swarm')).inputs).toEqual([port('agents[].instructions', 'value', true)]);
    expect((await ports('recursive')).outputs.map(({ name }: { name: string }) => name)).toEqual([
      'state',
      'iterations',
      'converged',
    ]);
  });

  it('has an example of every node kind that is sound by itself', async () => {
    const kinds = (await get('node-kinds')).data;
    const judgements = await Promise.all(
      kinds.map(async ({ example }: { example: object }) => {
        const json = { schema_version: '1.0', name: 'example', nodes: [example] };
        const { ok, diagnostics } = (await api.request('POST', '/api/v1/blueprints/validate', { json })).body;
        return [ok, diagnostics.map(({ code, pointer }: Record<string, string>) => [code, pointer])];
      }),
    );

    expect(judgements).toEqual(kinds.map(() => [true, []]));
  });

  it('lists every limit under the code that tells of it, and the code is explained', async () => {
    const limits = (await get('limits')).data;
    const explained = await Promise.all(
      limits.map(({ code }: { code: string }) => api.request('GET', `/problems/${code}`)),
    );

    expect(explained.filter(({ status }) => status !== 200)).toEqual([]);
    expect(limits).toContainEqual({ name: 'body', value: 1_048_576, unit: 'bytes', code: 'body-too-large' });
  });

  it.each([
    'tools/nope',
    'tools/__proto__',
    'toolkits/nope',
    'node-kinds/toString',
    'models/gpt-3.5-turbo',
    'models/gpt-4o-mni',
  ])('has no %s', async (place) => {
    const answer = await api.request('GET', `/api/v1/catalog/${place}`);

    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
  });

  it('offers the nearest model for a misspelt one', async () => {
    expect((await get('models/gpt-4o-mni')).hint).toBe('Did you mean openai/gpt-4o-mini?');
  });
});

describe('the meaning of codes', () => {
  it('is served for each of them, and listed', async () => {
    await using api = await startApi();
    const { data } = (await api.request('GET', '/problems')).body;
    const one = await api.request('GET', '/problems/cycle-detected');

    expect(data).toContainEqual(one.body);
    expect(one.body).toMatchObject({ type: '/problems/cycle-detected', code: 'cycle-detected', status: 422 });
    expect((await api.request('GET', '/problems/nope')).status).toBe(404);
  });
});

describe('the mock bin', () => {
  it('shows what a blueprint has posted, oldest first and page by page', async () => {
    await using api = await startApi();
    const post = (id: string, title: string) => ({
      id,
      type: 'tool',
      tool_name: 'http_request',
      tool_args: { method: 'POST', url: 'mock://bin/things', body: { title } },
    });
    const nodes = [post('one', 'One'), { ...post('two', 'Two'), dependencies: ['one'] }];
    const started = await api.request('POST', '/api/v1/executions/', {
      json: { blueprint: { schema_version: '1.0', name: 'posts', nodes } },
      headers: { prefer: 'wait=10' },
    });
    const bins = await api.request('GET', '/mock-bin');
    const first = await api.request('GET', '/mock-bin/things?limit=1');
    const second = await api.request('GET', `/mock-bin/things?limit=1&cursor=${first.body.next_cursor}`);

    expect(started.body.status).toBe('completed');
    expect(bins.body.data).toEqual([{ bin: 'things', entries: 2 }]);
    expect([first.body.data[0].payload, first.body.has_more]).toEqual([{ title: 'One' }, true]);
    expect([second.body.data[0].payload, second.body.has_more, second.body.next_cursor]).toEqual([
      { title: 'Two' },
      false,
      null,
    ]);
  });

  it('has nothing where nothing was posted, and takes no cursor of another list', async () => {
    await using api = await startApi();

    expect((await api.request('GET', '/mock-bin')).body.data).toEqual([]);
    expect((await api.request('GET', '/mock-bin/things')).status).toBe(404);
  });
});
