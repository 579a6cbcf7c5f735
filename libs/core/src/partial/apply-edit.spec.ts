import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sealJson } from '../json/seal-json.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { applyEdit, applyEdits, maxActions } from './apply-edit.js';
import { editToPatch } from './edit-to-patch.js';
import type { PartialAction } from './partial-action.js';

const tool = (id: string, more: JsonObject = {}): JsonObject => ({ id, type: 'tool', tool_name: 'echo', ...more });
const documentOf = (...nodes: readonly JsonValue[]): JsonObject => ({ schema_version: '1.0', name: 'sample', nodes });

/** One document with every kind of block. */
const sample = documentOf(
  tool('load', { tool_args: { paths: ['a', 'b'] } }),
  { id: 'listings', type: 'loop', items: '{{ nodes.load.value }}', item_var: 'row', body: { nodes: [tool('copy')] } },
  { id: 'route', type: 'condition', cases: [{ when: 'true', block: { nodes: [tool('hit')] } }] },
  { id: 'both', type: 'parallel', branches: { left: { nodes: [tool('one', { dependencies: ['load'] })] } } },
  { id: 'kept', type: 'group', nodes: [tool('inner')], on_error: { handle: { nodes: [tool('mend')] } } },
  { id: 'bare', type: 'recursive' },
  { type: 'tool', tool_name: 'nameless' },
);

const patchOf = (action: object, document = sample): unknown => {
  const edit = editToPatch(document, action as PartialAction);
  return edit.ok ? edit.patch : edit.errors;
};
const node = tool('new');

describe('add_node', () => {
  it.each<[string, string | undefined, string]>([
    ['the end of the document', undefined, '/nodes/-'],
    ['the only block of a container', 'listings', '/nodes/1/body/nodes/-'],
    ['a block by its name', 'listings.body', '/nodes/1/body/nodes/-'],
    ['a block by its pointer', '/nodes/1/body', '/nodes/1/body/nodes/-'],
    ['a block by the pointer of its list', '/nodes/1/body/nodes', '/nodes/1/body/nodes/-'],
    ['a container by its pointer', '/nodes/1', '/nodes/1/body/nodes/-'],
    ['a group', 'kept', '/nodes/4/nodes/-'],
    ['the nodes of a group', 'kept.nodes', '/nodes/4/nodes/-'],
    ['a case', 'route.cases.0', '/nodes/2/cases/0/block/nodes/-'],
    ['a case by its pointer', '/nodes/2/cases/0/block', '/nodes/2/cases/0/block/nodes/-'],
    ['a branch', 'both.branches.left', '/nodes/3/branches/left/nodes/-'],
    ['a handle', 'kept.handle', '/nodes/4/on_error/handle/nodes/-'],
    ['a handle by its field', 'kept.on_error.handle', '/nodes/4/on_error/handle/nodes/-'],
    ['the document by its pointer', '/nodes', '/nodes/-'],
  ])('puts the node into %s', (_where, parent, path) => {
    expect(patchOf({ action: 'add_node', node, parent })).toEqual([{ op: 'add', path, value: node }]);
  });

  it.each<[string, string, string, JsonValue]>([
    ['a body', 'bare', '/nodes/5/body', { nodes: [node] }],
    ['an else', 'route.else', '/nodes/2/else', { nodes: [node] }],
    ['a branch', 'both.branches.right', '/nodes/3/branches/right', { nodes: [node] }],
    ['a handle', 'load.handle', '/nodes/0/on_error', { handle: { nodes: [node] } }],
    ['the block at the end', 'finally', '/finally', { nodes: [node] }],
    ['the block at the end, by its pointer', '/finally', '/finally', { nodes: [node] }],
  ])('makes %s that is not there yet', (_what, parent, path, value) => {
    expect(patchOf({ action: 'add_node', node, parent })).toEqual([{ op: 'add', path, value }]);
  });

  it('makes the list of nodes where the document has none', () => {
    expect(patchOf({ action: 'add_node', node }, {})).toEqual([{ op: 'add', path: '/nodes', value: [node] }]);
  });

  it.each<[JsonObject, string]>([
    [{ type: 'tool', tool_name: 'csv_loader' }, 'csv_loader'],
    [{ type: 'tool', tool_name: 'Load' }, 'load_2'],
    [{ type: 'tool', tool_name: 'shop.search-items' }, 'shop_search_items'],
    [{ type: 'tool', tool_name: '7_up!' }, 'up'],
    [{ type: 'tool', tool_name: 'x'.repeat(128) }, 'x'.repeat(56)],
    [{ type: 'llm' }, 'llm'],
    [{ type: 'loop' }, 'loop_1'],
    [{ type: 'state' }, 'state_2'],
    [{ type: 7 }, 'node'],
    [{}, 'node'],
  ])('names %j %s', (nameless, id) => {
    expect(patchOf({ action: 'add_node', node: nameless })).toEqual([
      { op: 'add', path: '/nodes/-', value: { id, ...nameless } },
    ]);
  });

  it('counts on where names are taken, also beyond case', () => {
    const document = documentOf(tool('echo'), tool('ECHO_2'), tool('echo_3'));
    expect(patchOf({ action: 'add_node', node: { tool_name: 'echo' } }, document)).toEqual([
      { op: 'add', path: '/nodes/-', value: { id: 'echo_4', tool_name: 'echo' } },
    ]);
  });

  it('keeps an id that is no good: the compiler says so', () => {
    for (const id of ['Not Good', 7, null, 'in']) {
      const odd = { id, type: 'tool' };
      expect(patchOf({ action: 'add_node', node: odd })).toEqual([{ op: 'add', path: '/nodes/-', value: odd }]);
    }
  });

  it.each(['load', 'LOAD', 'hit', 'inner', 'mend'])('refuses the id %s, which a node has already', (id) => {
    expect(patchOf({ action: 'add_node', node: { id } })).toEqual([
      expect.objectContaining({ pointer: '/node/id', code: 'duplicate-node-id' }),
    ]);
  });

  it.each<[string, string, string, string]>([
    ['nope', 'unknown-node', 'There is no node "nope".', ''],
    ['listing', 'unknown-node', 'There is no node "listing".', 'Did you mean "listings"?'],
    [
      'load',
      'validation-failed',
      '"load", of type "tool", is no container with just one block.',
      'Name one of its blocks: "load.handle".',
    ],
    [
      'load.body',
      'validation-failed',
      '"load", of type "tool", has no block "body".',
      'Name one of its blocks: "load.handle".',
    ],
    [
      'route',
      'validation-failed',
      '"route", of type "condition", is no container with just one block.',
      'Name one of its blocks: "route.then", "route.else", "route.cases.<number>" or "route.handle".',
    ],
    [
      'route.cases.1',
      'validation-failed',
      '"route", of type "condition", has no block "cases.1".',
      'Name one of its blocks: "route.then", "route.else", "route.cases.<number>" or "route.handle".',
    ],
    [
      'both',
      'validation-failed',
      '"both", of type "parallel", is no container with just one block.',
      'Name one of its blocks: "both.branches.<name>" or "both.handle".',
    ],
    [
      '/nodes/99',
      'validation-failed',
      'At "/nodes/99" there is no block.',
      'Name a container (listings), a block in one (listings.body), or its pointer (/nodes/1/body).',
    ],
  ])('refuses the parent %s as %s', (parent, code, detail, hint) => {
    const error = { pointer: '/parent', code, detail, ...(hint !== '' && { hint }) };
    expect(patchOf({ action: 'add_node', node, parent })).toEqual([error]);
  });

  it.each<JsonObject>([{ nodes: 5 }, { nodes: {} }, { nodes: 'a' }])('refuses where no list can be: %j', (document) => {
    const detail = 'nodes is no list of nodes and cannot become one.';
    expect(patchOf({ action: 'add_node', node }, document)).toEqual([
      { pointer: '/node', code: 'validation-failed', detail },
    ]);
  });
});

describe('update_node', () => {
  it('sets fields as a whole, and null removes one', () => {
    const values = { tool_args: { value: 1 }, when: 'true', tool_name: null, title: null };
    expect(patchOf({ action: 'update_node', node_id: 'load', values })).toEqual([
      { op: 'add', path: '/nodes/0/tool_args', value: { value: 1 } },
      { op: 'add', path: '/nodes/0/when', value: 'true' },
      { op: 'remove', path: '/nodes/0/tool_name' },
    ]);
  });

  it.each([
    ['copy', '/nodes/1/body/nodes/0/x'],
    ['hit', '/nodes/2/cases/0/block/nodes/0/x'],
    ['one', '/nodes/3/branches/left/nodes/0/x'],
    ['inner', '/nodes/4/nodes/0/x'],
    ['mend', '/nodes/4/on_error/handle/nodes/0/x'],
  ])('finds %s in its block', (node_id, path) => {
    expect(patchOf({ action: 'update_node', node_id, values: { x: 1 } })).toEqual([{ op: 'add', path, value: 1 }]);
  });

  it('gives a node another id, unless one has it already', () => {
    const rename = (id: string): unknown => patchOf({ action: 'update_node', node_id: 'load', values: { id } });
    expect(rename('first')).toEqual([{ op: 'add', path: '/nodes/0/id', value: 'first' }]);
    expect(rename('load')).toEqual([{ op: 'add', path: '/nodes/0/id', value: 'load' }]);
    expect(rename('copy')).toEqual([
      {
        pointer: '/values/id',
        code: 'duplicate-node-id',
        detail: '"copy" is the node at /nodes/1/body/nodes/0.',
        hint: 'Choose another id.',
      },
    ]);
  });

  it('never picks one of several nodes of one id', () => {
    expect(patchOf({ action: 'update_node', node_id: 'a', values: {} }, documentOf(tool('a'), tool('a')))).toEqual([
      {
        pointer: '/node_id',
        code: 'duplicate-node-id',
        detail: 'Several nodes have the id "a", at /nodes/0 and /nodes/1.',
        hint: 'Give each an id of its own: PUT the whole document as {blueprint}.',
      },
    ]);
  });
});

describe('remove_node', () => {
  it('takes the node out of the dependencies of others, then away', () => {
    const document = documentOf(tool('a'), tool('b', { dependencies: ['a', 'c', 'a'] }), {
      ...tool('c'),
      type: 'group',
      nodes: [tool('d', { dependencies: ['a'] })],
    });
    expect(patchOf({ action: 'remove_node', node_id: 'a' }, document)).toEqual([
      { op: 'replace', path: '/nodes/1/dependencies', value: ['c'] },
      { op: 'replace', path: '/nodes/2/nodes/0/dependencies', value: [] },
      { op: 'remove', path: '/nodes/0' },
    ]);
  });

  it('does not mend what goes away with it', () => {
    const document = documentOf({ id: 'g', type: 'group', nodes: [tool('a', { dependencies: ['g'] })] });
    expect(patchOf({ action: 'remove_node', node_id: 'g' }, document)).toEqual([{ op: 'remove', path: '/nodes/0' }]);
  });

  it('refuses a node that is not there', () => {
    expect(patchOf({ action: 'remove_node', node_id: 'lood' })).toEqual([
      { pointer: '/node_id', code: 'unknown-node', detail: 'There is no node "lood".', hint: 'Did you mean "load"?' },
    ]);
  });
});

describe('connect', () => {
  const connect = (from: string, to: string, document = sample): unknown =>
    patchOf({ action: 'connect', from, to }, document);

  it.each<[string, string, string, JsonValue, string?]>([
    ['an argument that is there', 'load.tool_args.paths', '/nodes/0/tool_args/paths', '{{ nodes.copy.text }}'],
    ['an argument by its pointer', '/nodes/0/tool_args/x', '/nodes/0/tool_args/x', '{{ nodes.copy.text }}'],
    ['a node by its full name', 'nodes.load.when', '/nodes/0/when', '{{ nodes.copy.text }}'],
    [
      'a nested node',
      'hit.tool_args.value',
      '/nodes/2/cases/0/block/nodes/0/tool_args',
      { value: '{{ nodes.copy.text }}' },
    ],
    ['a key that is no name', 'load.tool_args["x-id"]', '/nodes/0/tool_args/x-id', '{{ nodes.copy.text }}'],
    ['the end of a list', '/nodes/0/tool_args/paths/-', '/nodes/0/tool_args/paths/-', '{{ nodes.copy.text }}'],
    ['a list that is not there yet', '/nodes/0/tool_args/more/-', '/nodes/0/tool_args/more', ['{{ nodes.copy.text }}']],
    ['an output', '/outputs/total', '/outputs', { total: '{{ nodes.copy.text }}' }],
    ['an output by its name', 'outputs.total', '/outputs', { total: '{{ nodes.copy.text }}' }],
    ['the output of a block', 'listings.body.output', '/nodes/1/body/output', '{{ nodes.copy.text }}'],
  ])('feeds %s', (_what, to, path, value) => {
    expect(connect(' nodes.copy.text ', to)).toEqual([{ op: 'add', path, value }]);
  });

  it('replaces an item of a list', () => {
    expect(connect('inputs.path', 'load.tool_args.paths[1]')).toEqual([
      { op: 'replace', path: '/nodes/0/tool_args/paths/1', value: '{{ inputs.path }}' },
    ]);
  });

  it.each(['inputs.path', 'row["Suggested Price"]', 'runs.load.status', 'nodes.load.rows[index]'])(
    'reads %s',
    (from) => {
      expect(connect(from, 'copy.tool_args.value')).toEqual([
        { op: 'add', path: '/nodes/1/body/nodes/0/tool_args', value: { value: `{{ ${from} }}` } },
      ]);
    },
  );

  it.each<[string, string, string]>([
    ['nodes.lood.rows', 'unknown-node', 'Did you mean "load"?'],
    ['nodes.load.', 'expression-invalid', 'For example nodes.load.rows, inputs.path or row.title.'],
    ['{{ nodes.load.rows }}', 'expression-invalid', 'For example nodes.load.rows, inputs.path or row.title.'],
    ['1 + 1', 'validation-failed', 'For example nodes.load.rows, inputs.path or row.title.'],
    ['size(nodes.load.rows)', 'validation-failed', 'For example nodes.load.rows, inputs.path or row.title.'],
    ['"text".x', 'validation-failed', 'For example nodes.load.rows, inputs.path or row.title.'],
  ])('refuses to read %s', (from, code, hint) => {
    expect(connect(from, 'copy.when')).toEqual([expect.objectContaining({ pointer: '/from', code, hint })]);
  });

  it.each<[string, string]>([
    ['lood.when', 'unknown-node'],
    ['load', 'validation-failed'],
    ['/nodes/0', 'validation-failed'],
    ['load.id', 'validation-failed'],
    ['/nodes/0/type', 'validation-failed'],
    ['/name', 'validation-failed'],
    ['/outputs', 'validation-failed'],
    ['/nodes/1/body', 'validation-failed'],
    ['listings.body.nodes', 'validation-failed'],
    ['/nodes', 'validation-failed'],
    ['', 'validation-failed'],
    ['/', 'validation-failed'],
    ['/nodes/0/~2', 'validation-failed'],
    ['load.tool_args[index]', 'validation-failed'],
    ['/nodes/0/tool_args/paths/7', 'validation-failed'],
    ['/nodes/0/tool_name/x', 'validation-failed'],
  ])('refuses to write to %s', (to, code) => {
    expect(connect('inputs.path', to)).toEqual([expect.objectContaining({ pointer: '/to', code })]);
  });

  it('says at once what is wrong with both ends', () => {
    expect(connect('nodes.x', 'y.when')).toMatchObject([{ pointer: '/from' }, { pointer: '/to' }]);
  });
});

describe('set', () => {
  it('sets top-level fields as a whole, and null removes one', () => {
    const values = { title: 'T', inputs: {}, name: null, tags: null };
    expect(patchOf({ action: 'set', values })).toEqual([
      { op: 'add', path: '/title', value: 'T' },
      { op: 'add', path: '/inputs', value: {} },
      { op: 'remove', path: '/name' },
    ]);
  });

  it('refuses what is no field of a blueprint, all at once', () => {
    expect(patchOf({ action: 'set', values: { titel: 'T', title: 'T', zzz: 1 } })).toEqual([
      {
        pointer: '/values/titel',
        code: 'unknown-property',
        detail: 'A blueprint has no field "titel".',
        hint: 'Did you mean "title"?',
      },
      expect.objectContaining({ pointer: '/values/zzz', code: 'unknown-property' }),
    ]);
  });
});

describe('a list of actions', () => {
  it('is applied in order', () => {
    const result = applyEdits(documentOf(), [
      { action: 'add_node', node: { type: 'tool', tool_name: 'csv_loader' } },
      { action: 'add_node', node: { type: 'tool', tool_name: 'aggregator' } },
      { action: 'connect', from: 'nodes.csv_loader.rows', to: 'aggregator.tool_args.results' },
      { action: 'set', values: { name: 'sum' } },
    ]);
    expect(result).toEqual({
      ok: true,
      document: {
        schema_version: '1.0',
        name: 'sum',
        nodes: [
          { id: 'csv_loader', type: 'tool', tool_name: 'csv_loader' },
          {
            id: 'aggregator',
            type: 'tool',
            tool_name: 'aggregator',
            tool_args: { results: '{{ nodes.csv_loader.rows }}' },
          },
        ],
      },
    });
  });

  it('is refused as a whole, with every action that is none', () => {
    const result = applyEdits(sample, [{ action: 'set', values: {} }, { action: 'explode' }, 7]);
    expect(result).toMatchObject({ ok: false, errors: [{ pointer: '/1/action' }, { pointer: '/2' }] });
  });

  it('is refused as a whole with the first action that does not fit', () => {
    const gone = { action: 'remove_node', node_id: 'load' };
    expect(applyEdits(sample, [gone, gone, gone])).toMatchObject({
      ok: false,
      errors: [{ pointer: '/1/node_id', code: 'unknown-node' }],
    });
  });

  it('has a bound', () => {
    const many = Array<JsonValue>(maxActions + 1).fill({ action: 'set', values: {} });
    expect(applyEdits(sample, many.slice(1)).ok).toBe(true);
    expect(applyEdits(sample, many)).toMatchObject({ ok: false, errors: [{ pointer: '', code: 'validation-failed' }] });
  });
});

describe('an edit of any document', () => {
  const anyJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
  const someNode = fc.record(
    {
      id: fc.constantFrom<JsonValue>('a', 'b', 7),
      type: fc.constantFrom<JsonValue>('loop', 'tool', 'x', null),
      body: anyJson,
      on_error: anyJson,
    },
    { requiredKeys: [] },
  );
  const document = fc.record(
    { nodes: fc.oneof(anyJson, fc.array(fc.oneof(someNode, anyJson))), finally: anyJson, outputs: anyJson },
    { requiredKeys: [] },
  );
  const address = fc.constantFrom(
    'a',
    'a.body',
    'b.when',
    '/nodes/0',
    '/nodes/0/x/y',
    '/nodes/-',
    '/outputs/o',
    'nodes.a.x',
    'a.x[0]',
  );
  const action = fc.oneof(
    fc.record(
      { action: fc.constant('add_node'), node: someNode, parent: address },
      { requiredKeys: ['action', 'node'] },
    ),
    fc.record({ action: fc.constant('update_node'), node_id: address, values: fc.dictionary(fc.string(), anyJson) }),
    fc.record({ action: fc.constant('remove_node'), node_id: address }),
    fc.record({ action: fc.constant('connect'), from: address, to: address }),
    fc.record({ action: fc.constant('set'), values: fc.dictionary(fc.constantFrom('nodes', 'title', 'x'), anyJson) }),
  );

  it('ends in another document or in errors, and the document that went in stays as it was', () => {
    fc.assert(
      fc.property(document, action, (before, edit) => {
        const text = JSON.stringify(before);
        const result = applyEdit(before, edit);
        expect(JSON.stringify(before)).toBe(text);
        if (result.ok) expect(sealJson(result.document, Infinity).ok).toBe(true);
        else expect(result.errors.length).toBeGreaterThan(0);
      }),
    );
  });
});
