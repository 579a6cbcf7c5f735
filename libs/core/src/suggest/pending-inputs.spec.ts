import { describe, expect, it } from '@jest/globals';
import { catalogEnvironment } from '../compile/testing/catalog-environment.js';
import { blueprintOf, each, echo } from '../compile/testing/sample-blueprint.js';
import type { JsonObject } from '../json/json-value.js';
import { outlineOf } from '../compile/blueprint-interface.js';
import { inspectBlueprint } from '../compile/inspect-blueprint.js';
import { pendingInputs } from './pending-inputs.js';

const environment = catalogEnvironment();
const load = { id: 'load', type: 'tool', tool_name: 'csv_loader', tool_args: { path: 'a.csv' } };

/** Node, place and the expressions that are offered. */
function pending(document: JsonObject): readonly (readonly [string, string, ...string[]])[] {
  return pendingInputs(document, inspectBlueprint(document, environment)).map(
    ({ node_id: node, pointer, candidates }) => [node, pointer, ...candidates.map(({ expression }) => expression)],
  );
}

describe('pending inputs', () => {
  it('are none of a whole document', () => {
    expect(pending(blueprintOf([load]))).toEqual([]);
  });

  it('are missing required arguments, with what fits, best first', () => {
    const price = { id: 'price', type: 'tool', tool_name: 'pricing_strategy' };
    const document = blueprintOf([
      load,
      each('rows', 'row', [price], { items: '{{ nodes.load.rows }}', max_items: 5 }),
    ]);
    expect(pendingInputs(document, inspectBlueprint(document, environment))).toEqual([
      {
        node_id: 'price',
        pointer: '/nodes/1/body/nodes/0/tool_args/cost',
        name: 'cost',
        required: true,
        schema: {
          anyOf: [
            { type: 'number', minimum: 0 },
            { type: 'string', minLength: 1 },
          ],
          description: 'A number, or a text with one; the point is the decimal mark.',
        },
        candidates: [
          { expression: 'row["Suggested Price"]', schema: { type: 'string' }, score: expect.any(Number) },
          { expression: 'row.Description', schema: { type: 'string' }, score: expect.any(Number) },
          { expression: 'row["Product/Item"]', schema: { type: 'string' }, score: expect.any(Number) },
          { expression: 'nodes.load.total', schema: { type: 'integer' }, score: expect.any(Number) },
        ],
      },
    ]);
  });

  it('are required fields of every kind of node, in document order', () => {
    const document = blueprintOf([
      load,
      { id: 'rows', type: 'loop', item_var: 'row', body: { nodes: [echo('a')] } },
      { id: 'ask', type: 'llm' },
      { id: 'route', type: 'condition', then: { nodes: [echo('b')] } },
      { id: 'call', type: 'tool' },
    ]);
    expect(pending(document)).toEqual([
      ['rows', '/nodes/1/items', 'nodes.load.columns', 'nodes.load.rows'],
      ['ask', '/nodes/2/model'],
      ['ask', '/nodes/2/max_output_tokens'],
      ['ask', '/nodes/2/prompt'],
      ['route', '/nodes/3/expression'],
      ['call', '/nodes/4/tool_name'],
    ]);
  });

  it('are inputs of a blueprint that is run, with what could give them', () => {
    const child = outlineOf(
      blueprintOf([], { inputs: { rows: { type: 'array' }, title: { type: 'string', default: '' } } }),
      {
        revision: 'sha256:0',
        pins: {},
      },
    );
    const run = { id: 'run', type: 'workflow', blueprint: 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1F' };
    const document = blueprintOf([load, run]);
    const inspection = inspectBlueprint(document, { ...environment, findBlueprint: () => child });
    expect(
      pendingInputs(document, inspection).map(({ node_id, pointer, candidates }) => {
        return [node_id, pointer, candidates[0]?.expression];
      }),
    ).toEqual([['run', '/nodes/1/inputs/rows', 'nodes.load.rows']]);
  });

  it('never offer what waits for the reader', () => {
    const document = blueprintOf([
      { id: 'first', type: 'tool', tool_name: 'sleep' },
      { id: 'second', type: 'tool', tool_name: 'sleep', tool_args: { ms: '{{ nodes.first.ms }}' } },
      { ...load, id: 'other' },
    ]);
    expect(pending(document)).toEqual([['first', '/nodes/0/tool_args/ms', 'nodes.other.total']]);
  });

  it('are what the document itself lacks, before its nodes', () => {
    const { name: _name, ...nameless } = blueprintOf([{ ...load, tool_args: { path: '{{ inputs.file }}' } }]);
    expect(pending(nameless)).toEqual([
      ['', '/name'],
      ['', '/inputs/file'],
    ]);
    expect(pending(blueprintOf([]))).toEqual([['', '/nodes']]);
  });

  it('tell which models may be named', () => {
    const document = blueprintOf([{ id: 'ask', type: 'llm', prompt: 'Hi', max_output_tokens: 5 }]);
    const [model] = pendingInputs(document, inspectBlueprint(document, environment));
    expect(model?.schema).toMatchObject({ type: 'string', examples: ['openai/gpt-4o-mini'] });
  });
});
