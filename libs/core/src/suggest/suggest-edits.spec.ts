import { describe, expect, it } from '@jest/globals';
import { catalogEnvironment, modellessEnvironment } from '../compile/testing/catalog-environment.js';
import { blueprintOf, each, echo } from '../compile/testing/sample-blueprint.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { suggestEdits } from './suggest-edits.js';
import type { Suggestion, SuggestionType } from './suggestion.js';

const loader = { id: 'load', type: 'tool', tool_name: 'csv_loader', tool_args: { path: 'items.csv' } };
const loop = (nodes: JsonValue): JsonObject =>
  each('each_row', 'row', nodes, { items: '{{ nodes.load.rows }}', max_items: 9 });
const price = {
  id: 'price',
  type: 'tool',
  tool_name: 'pricing_strategy',
  tool_args: { cost: '{{ row["Suggested Price"] }}' },
};

function all(document: JsonObject, environment = catalogEnvironment()): readonly Suggestion[] {
  return suggestEdits(document, environment);
}

function ofType(type: SuggestionType, document: JsonObject): readonly Suggestion[] {
  return all(document).filter((suggestion) => suggestion.type === type);
}

/** The last value that each suggestion adds. */
function added(suggestions: readonly Suggestion[]): readonly JsonValue[] {
  return suggestions.map(({ patch }) => {
    const last = patch.at(-1);
    return last === undefined || last.op === 'remove' ? null : last.value;
  });
}

describe('suggestions', () => {
  it('begin with tools that bring data in, their arguments as inputs', () => {
    const [first] = all(blueprintOf([]));
    expect(first).toEqual({
      id: 'sg_4a0fd9ead1d1',
      type: 'tool',
      reason: 'csv_loader needs nothing but inputs.',
      confidence: 0.7,
      patch: [
        {
          op: 'add',
          path: '/inputs',
          value: { csv_path: { type: 'string', minLength: 1, description: 'A file inside ICE_FILES_DIR.' } },
        },
        {
          op: 'add',
          path: '/nodes/-',
          value: {
            id: 'csv_loader',
            type: 'tool',
            tool_name: 'csv_loader',
            tool_args: { path: '{{ inputs.csv_path }}' },
          },
        },
      ],
    });
  });

  it('add the list of nodes where there is none yet', () => {
    const { nodes: _nodes, ...bare } = blueprintOf([]);
    expect(all(bare)[0]?.patch.at(-1)).toMatchObject({ op: 'add', path: '/nodes', value: [{ id: 'csv_loader' }] });
  });

  it('loop over a list with the name of one of it, bounded, and with a body that reads it', () => {
    const [best] = added(ofType('loop', blueprintOf([loader])));
    expect(best).toEqual({
      id: 'each_row',
      type: 'loop',
      items: '{{ nodes.load.rows }}',
      item_var: 'row',
      max_items: 100,
      body: {
        nodes: [
          {
            id: 'pricing_strategy',
            type: 'tool',
            tool_name: 'pricing_strategy',
            tool_args: { cost: '{{ row["Suggested Price"] }}' },
          },
        ],
      },
    });
  });

  it('give the variable another name where the right one is taken', () => {
    const loops = added(ofType('loop', blueprintOf([loader, echo('row', '{{ nodes.load.total }}')]))) as JsonObject[];
    expect(loops.map((node) => node['item_var']).slice(0, 2)).toEqual(['row_item', 'row_item']);
  });

  it('take the bound of the list where its type has one', () => {
    const inputs = { tags: { type: 'array', items: { type: 'string' }, maxItems: 7 } };
    const [best] = added(ofType('loop', blueprintOf([echo('a', '{{ inputs.tags }}')], { inputs })));
    expect(best).toMatchObject({ items: '{{ inputs.tags }}', item_var: 'tag', max_items: 7 });
  });

  it('wire a tool from what the loop and its nodes have', () => {
    const [best] = ofType('tool', blueprintOf([loader, loop([price])]));
    expect(best?.patch.at(-1)).toEqual({
      op: 'add',
      path: '/nodes/1/body/nodes/-',
      value: {
        id: 'marketplace_client',
        type: 'tool',
        tool_name: 'marketplace_client',
        tool_args: {
          endpoint_url: '{{ inputs.endpoint_url }}',
          item: {
            sku: '{{ row["Product/Item"] }}',
            title: '{{ row["Product/Item"] }}',
            description: '{{ row.Description }}',
            price: '{{ nodes.price.price }}',
          },
        },
      },
    });
  });

  it('give the items of a loop to what counts them', () => {
    const tools = ofType('tool', blueprintOf([loader, loop([price])]));
    expect(added(tools)).toContainEqual({
      id: 'aggregator',
      type: 'tool',
      tool_name: 'aggregator',
      tool_args: { results: '{{ nodes.each_row.items }}' },
    });
  });

  it('do not repeat a call that is there', () => {
    const count = {
      id: 'count',
      type: 'tool',
      tool_name: 'aggregator',
      tool_args: { results: '{{ nodes.each_row.items }}' },
    };
    const calls = added(all(blueprintOf([loader, loop([price]), count]))).map((value) => JSON.stringify(value));
    expect(calls.filter((text) => text.includes('"results":"{{ nodes.each_row.items }}"'))).toEqual([]);
  });

  it('ask a model to write what a tool of the catalog wants, inside a loop', () => {
    expect(ofType('llm', blueprintOf([loader, loop([price])]))[0]).toMatchObject({
      confidence: 0.72,
      patch: [{ path: '/nodes/1/body/nodes/-', value: { output_schema: { required: ['title', 'description'] } } }],
    });
  });

  it('are never for a model where none is allowed', () => {
    const texts = all(blueprintOf([loader]), modellessEnvironment()).map(({ patch }) => JSON.stringify(patch));
    expect(texts.filter((text) => text.includes('"llm"'))).toEqual([]);
    expect(texts.length).toBeGreaterThan(0);
  });

  it('have the baseline confidences', () => {
    const document = blueprintOf([loader, echo('other', '{{ nodes.load.total }}')]);
    const best = (type: SuggestionType) => ofType(type, document)[0]?.confidence;
    expect([best('llm'), best('parallel'), best('condition')]).toEqual([0.65, 0.55, 0.5]);
    expect(best('loop')).toBeGreaterThanOrEqual(0.7);
  });

  it('ask about what can be asked, and do something when the answer is yes', () => {
    expect(added(ofType('condition', blueprintOf([loader])))[0]).toMatchObject({
      type: 'condition',
      expression: 'size(nodes.load.rows) > 0',
      then: { nodes: [{ type: 'llm', prompt: 'Summarize these rows in a few sentences: {{ nodes.load.rows }}' }] },
    });
  });

  it('put what follows two nodes side by side', () => {
    const [both] = added(
      ofType('parallel', blueprintOf([loader, { ...loader, id: 'more', tool_args: { path: 'b.csv' } }])),
    );
    expect(Object.keys((both as JsonObject)['branches'] as JsonObject)).toEqual(['load', 'more']);
  });

  it('declare all that nobody reads as outputs, or the one that is not declared yet', () => {
    const two = [loader, { ...loader, id: 'more' }];
    expect(added(ofType('output', blueprintOf(two)))).toEqual([{ load: '{{ nodes.load }}', more: '{{ nodes.more }}' }]);
    const declared = blueprintOf(two, { outputs: { load: '{{ nodes.load }}' } });
    expect(ofType('output', declared).map(({ patch }) => patch)).toEqual([
      [{ op: 'add', path: '/outputs/more', value: '{{ nodes.more }}' }],
    ]);
  });

  it('offer the fixes of diagnostics, errors first', () => {
    const misspelt = blueprintOf([{ ...loader, tool_name: 'csv_loadr' }]);
    expect(all(misspelt)[0]).toMatchObject({
      type: 'fix',
      confidence: 0.95,
      patch: [{ op: 'replace', path: '/nodes/0/tool_name', value: 'csv_loader' }],
    });
  });

  it('wire what is missing from what fits, and never from what waits for it', () => {
    const count = { id: 'count', type: 'tool', tool_name: 'aggregator' };
    const document = blueprintOf([loader, loop([price]), count, echo('after', '{{ nodes.count.items }}')]);
    const wires = ofType('wire', document);
    expect(wires[0]?.patch).toEqual([
      { op: 'add', path: '/nodes/2/tool_args', value: { results: '{{ nodes.each_row.items }}' } },
    ]);
    expect(JSON.stringify(wires)).not.toContain('nodes.after');
  });

  it('make an input of a missing argument that nothing gives', () => {
    expect(ofType('wire', blueprintOf([{ ...loader, tool_args: {} }]))[0]?.patch).toEqual([
      {
        op: 'add',
        path: '/inputs',
        value: { csv_path: { type: 'string', minLength: 1, description: 'A file inside ICE_FILES_DIR.' } },
      },
      { op: 'add', path: '/nodes/0/tool_args/path', value: '{{ inputs.csv_path }}' },
    ]);
  });

  it('declare an input that is read, with the schema of the argument it feeds', () => {
    expect(ofType('input', blueprintOf([{ ...loader, tool_args: { path: '{{ inputs.file }}' } }]))[0]).toMatchObject({
      confidence: 0.9,
      patch: [{ op: 'add', path: '/inputs', value: { file: { type: 'string', minLength: 1 } } }],
    });
  });

  it('turn a value that is written out into an input that has it as its default', () => {
    expect(ofType('input', blueprintOf([loader]))[0]).toMatchObject({
      confidence: 0.3,
      patch: [
        { op: 'add', path: '/inputs', value: { csv_path: { type: 'string', default: 'items.csv' } } },
        { op: 'replace', path: '/nodes/0/tool_args/path', value: '{{ inputs.csv_path }}' },
      ],
    });
  });

  it('read no null where null does not fit', () => {
    const shaky = { ...loader, on_error: 'continue' };
    const texts = all(blueprintOf([shaky])).map(({ patch }) => JSON.stringify(patch));
    expect(texts.filter((text) => text.includes('nodes.load.rows'))).toEqual([]);
    expect(texts.filter((text) => text.includes('nodes.load != null'))).toHaveLength(1);
  });

  it('are none for what is no document, and few for a very large one', () => {
    expect(all(blueprintOf(Array.from({ length: 10_001 }, (_, index) => echo(`n${index}`))))).toEqual([]);
    expect(all({ nodes: 3 }).filter(({ type }) => type !== 'fix')).toEqual([]);
  });
});
