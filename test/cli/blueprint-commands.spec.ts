/** `ice blueprint …` against a server in this process: what is on stdout as a whole, and how mistakes end. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BlueprintFolder } from '../support/blueprint-folder.js';
import type { IceRun } from '../support/run-ice.js';

const greeting = `schema_version: '1.0'
name: greeting
inputs:
  who: { type: string, default: world }
nodes:
  - id: hello
    type: tool
    tool_name: echo
    tool_args: { value: 'Hello, {{ inputs.who }}!' }
  - id: shout
    type: tool
    tool_name: echo
    tool_args: { value: '{{ upper(nodes.hello.value) }}' }
outputs:
  text: '{{ nodes.shout.value }}'
`;

const tagline = `schema_version: '1.0'
name: tagline
inputs:
  product: { type: string, maxLength: 100 }
nodes:
  - id: line
    type: llm
    model: openai/gpt-4o-mini
    prompt: Write one line about {{ inputs.product }}.
    max_input_tokens: 1000
    max_output_tokens: 64
outputs:
  line: '{{ nodes.line.text }}'
`;

const files: Readonly<Record<string, string>> = {
  'greeting.yaml': greeting,
  'tagline.yaml': tagline,
  'hallo.yaml': greeting.replace('Hello', 'Hallo').replace('name: greeting', 'name: greeting\ntitle: A greeting'),
  'wrong.yaml': greeting.replace('tool_name: echo', 'tool_name: ecko'),
  'text.yaml': 'Just a text.\n',
  'open.yaml': 'nodes: [\n',
  'wide.json': JSON.stringify({
    schema_version: '1.0',
    name: 'wide',
    inputs: { rows: { type: 'array', maxItems: 9 } },
    nodes: [
      { id: 'left', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } },
      { id: 'right', type: 'tool', tool_name: 'echo', tool_args: { value: 2 } },
      {
        id: 'each',
        type: 'loop',
        items: '{{ inputs.rows }}',
        item_var: 'row',
        max_items: 9,
        dependencies: ['left', 'right'],
        body: {
          nodes: [
            { id: 'first', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ row }}' } },
            { id: 'second', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.first.value }}' } },
          ],
        },
      },
    ],
  }),
};

let folder: BlueprintFolder;

beforeAll(async () => {
  folder = await BlueprintFolder.open(files);
});

afterAll(() => folder.close());

const ice = (...words: readonly string[]): Promise<IceRun> => folder.ice(words);

describe('ice blueprint put, list, get and diff', () => {
  it('say what to do while nothing is stored', async () => {
    expect(await ice('list')).toMatchObject({
      code: 0,
      stdout: 'No blueprint is stored yet. Store one: ice blueprint put <file>\n',
      stderr: '',
    });
    expect((await ice('list', '--json')).json).toEqual({ data: [], has_more: false });
  });

  it('store, replace, read back and compare revisions', async () => {
    const stored = (await ice('put', 'greeting.yaml', '--json')).json;
    const { id } = stored;
    expect(Object.keys(stored)).toEqual(['id', 'version_lock', 'revision', 'updated_at']);
    const replaced = await ice('put', 'hallo.yaml', '--id', id);
    expect([replaced.code, replaced.stdout]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^Replaced: ${id}\\nrevision  sha256:\\w{64}\\nlock      lk_\\w{26}\\n$`)),
    ]);
    const late = await ice('put', 'greeting.yaml', '--id', id, '--lock', stored.version_lock);
    expect([late.code, late.stdout, late.stderr.split('\n')]).toEqual([
      7,
      '',
      [
        expect.stringMatching(/^ice: The blueprint was changed at 20\S+Z\.$/),
        '  greeting.yaml:1:1: error lock-conflict: The stored blueprint differs here.',
        '  greeting.yaml:9:25: error lock-conflict: The stored blueprint differs here.',
        '  hint: Read what is stored now with "ice blueprint get <id>", merge, and put with the lock that it tells.',
        '',
      ],
    ]);
    const got = await ice('get', id, '--yaml');
    const lock = replaced.stdout.split('\n')[2]?.slice(-29) ?? '';
    expect(got.stderr).toMatch(new RegExp(`^lock ${lock} {2}revision sha256:\\w{64}\\n$`));
    expect((await folder.ice(['diff', '-', id], got.stdout)).stdout).toBe(
      `<stdin> → ${id}\nNothing differs but, perhaps, the layout.\n`,
    );
    expect((await ice('get', `${id}@1`, '--json')).json).toEqual((await ice('get', `${id}@${stored.revision}`)).json);
    expect((await ice('diff', `${id}@1`, 'hallo.yaml')).stdout).toBe(
      [
        `${id}@1 → hallo.yaml`,
        '~ document',
        '    /title',
        '      + "A greeting"',
        '~ hello  /nodes/0',
        '    /tool_args/value',
        '      - "Hello, {{ inputs.who }}!"',
        '      + "Hallo, {{ inputs.who }}!"',
        '',
        'Nodes: 1 changed.',
        '',
      ].join('\n'),
    );
    expect((await ice('list')).stdout).toMatch(new RegExp(`^id +name +tags {2}updated\\n${id} +greeting +20\\S+Z\\n$`));
    expect((await ice('list', '--tag', 'x')).stdout).toBe(
      'No stored blueprint is like that. All of them: ice blueprint list\n',
    );
    expect(await ice('get', `${id}@3`)).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/has no revision 3\./),
    });
  });

  it('store nothing that is not sound, and say where it is not', async () => {
    const { code, stdout, stderr } = await ice('put', 'wrong.yaml');
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toBe(
      [
        'ice: wrong.yaml is not sound, so it is not stored.',
        '  wrong.yaml:8:16: error unknown-tool: nodes[0].tool_name: there is no tool "ecko"',
        '      hint: Did you mean "echo"?',
        '      fix:  Call "echo"',
        '            replace /nodes/0/tool_name "echo"',
        '',
      ].join('\n'),
    );
    expect((await ice('put', 'wrong.yaml', '--json')).json.error).toMatchObject({ code: 'unknown-tool', exit_code: 3 });
  });
});

describe('ice blueprint validate', () => {
  it('tells of each file whether it is sound, with lines and columns', async () => {
    const { code, stdout, stderr } = await ice(
      'validate',
      'wrong.yaml',
      'text.yaml',
      'open.yaml',
      'tagline.yaml',
      'greeting.yaml',
    );
    expect([code, stderr]).toEqual([3, '']);
    expect(stdout).toBe(
      [
        'wrong.yaml:8:16: error unknown-tool: nodes[0].tool_name: there is no tool "ecko"',
        '    hint: Did you mean "echo"?',
        '    fix:  Call "echo"',
        '          replace /nodes/0/tool_name "echo"',
        'text.yaml:1:1: error validation-failed: A blueprint is an object.',
        'open.yaml:2:1: error validation-failed: deficient indentation',
        '✔ tagline.yaml is sound, costs at most $0.00030825',
        '✔ greeting.yaml is sound, asks no model',
        'Sound: 2 of 5.',
        '',
      ].join('\n'),
    );
  });

  it('is one document with --json', async () => {
    const { code, json } = await ice('validate', 'wrong.yaml', '--json');
    expect([code, json.ok, json.files]).toEqual([
      3,
      false,
      [
        {
          file: 'wrong.yaml',
          ok: false,
          diagnostics: [expect.objectContaining({ code: 'unknown-tool', line: 8, column: 16, node_id: 'hello' })],
          revision: null,
          cost: null,
        },
      ],
    ]);
  });
});

describe('ice blueprint graph', () => {
  it('draws a chain as a line, and anything wider by levels', async () => {
    expect((await ice('graph', 'greeting.yaml')).stdout).toBe('hello ─▶ shout\n');
    expect((await ice('graph', 'wide.json')).stdout).toBe(
      [
        '1  left    tool echo',
        '   right   tool echo',
        '2  each ⟳  loop over row  ◀─ left, right',
        '',
        'each (loop over row)',
        '  first ─▶ second',
        '',
      ].join('\n'),
    );
  });

  it('writes Mermaid as the API does', async () => {
    const json = JSON.parse(files['wide.json'] ?? '');
    const { body } = await folder.api.request('POST', '/api/v1/blueprints/validate', { json });
    expect((await ice('graph', 'wide.json', '--mermaid')).stdout).toBe(body.graph.mermaid);
    const { edges, mermaid } = (await ice('graph', 'wide.json', '--json')).json;
    expect([edges.length, mermaid]).toEqual([3, body.graph.mermaid]);
  });
});

describe('ice blueprint estimate', () => {
  it('tells the bound without inputs, and what a start would come to with them', async () => {
    expect((await ice('estimate', 'greeting.yaml')).stdout).toBe('greeting.yaml asks no model: it costs nothing.\n');
    expect((await ice('estimate', 'tagline.yaml')).stdout).toBe(
      [
        'tagline.yaml costs at most $0.00030825, expected $0.0000438 ($0.0000438 with the fewest calls), in 3 calls at most.',
        '',
        'node  model               calls         min    expected          max',
        'line  openai/gpt-4o-mini      3  $0.0000438  $0.0000438  $0.00030825',
        '',
        'Prices of 2026-09-23.',
        '',
      ].join('\n'),
    );
    const { json } = await ice('estimate', 'tagline.yaml', '--input', 'product=a lamp', '--json');
    expect(json).toMatchObject({
      dry_run: true,
      admitted: true,
      reserve_usd: '0.0000291',
      cost: { max_usd: '0.00013095' },
    });
    const { body } = await folder.api.request('GET', '/api/v1/executions');
    expect(body.data).toEqual([]);
  });
});

describe('mistakes', () => {
  it.each([
    [['validate', 'none.yaml'], 2, 'There is no file none.yaml.'],
    [['validate', '.'], 2, '"." is a folder.'],
    [['graph', 'greeting.yaml/x'], 2, 'There is no file greeting.yaml/x.'],
    [['graph', 'open.yaml'], 3, 'open.yaml is neither YAML nor JSON.'],
    [['graph', 'text.yaml'], 3, 'text.yaml is no blueprint.'],
    [['diff', 'text.yaml', 'greeting.yaml'], 3, 'text.yaml is no object, so it is no blueprint.'],
    [['put', 'greeting.yaml', '--lock', 'x'], 2, '--lock needs --id: a new blueprint has no version yet.'],
    [['put', 'greeting.yaml', '--id', 'x'], 2, '"x" is no id of a blueprint.'],
    [['get', 'x'], 2, '"x" is no id of a blueprint.'],
    [['list', '--limit', '0'], 2, '--limit is a number from 1 to 100000.'],
    [['estimate', 'greeting.yaml', '--input', 'x'], 2, '--input x: give name=value.'],
    [['get', 'bp_01JD2X8Q4N00000K3R5M7P0W1B'], 3, expect.stringMatching(/There is no blueprint/)],
  ] as const)('%j ends with %d and a sentence', async (words, exit_code, message) => {
    const { code, json, stderr } = await ice(...words, '--json');
    expect([code, stderr, json.error]).toEqual([exit_code, '', expect.objectContaining({ message, exit_code })]);
  });
});
