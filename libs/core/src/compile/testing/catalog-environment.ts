/** An environment with the tools of a real catalog, described as their toolkits describe them: core knows no toolkit, and what reads
 *  descriptions (suggestions) is only as good as they are. Never used outside of specs. */
import type { JsonObject } from '../../json/json-value.js';
import type { ToolDescription } from '../../tool/tool.js';
import type { CompileEnvironment } from '../compile-environment.js';
import { sampleEnvironment } from './sample-environment.js';

/** The environment; `names` keeps only some of its tools. */
export function catalogEnvironment(names: readonly string[] = catalog.map(({ name }) => name)): CompileEnvironment {
  const tools = new Map(catalog.filter(({ name }) => names.includes(name)).map((tool) => [tool.name, tool]));
  return { ...sampleEnvironment(), findTool: (name) => tools.get(name), toolNames: [...tools.keys()] };
}

/** The environment without a model. */
export function modellessEnvironment(): CompileEnvironment {
  const decideModel = () => ({ allowed: false, reason: 'there is none' }) as const;
  return { ...catalogEnvironment(), decideModel, modelNames: [] };
}

function objectOf(properties: JsonObject, required: readonly string[] = [], more: JsonObject = {}): JsonObject {
  return { type: 'object', properties, required, additionalProperties: false, ...more };
}

const row = {
  'Product/Item': 'Tile',
  'Suggested Price': '$300 per cs',
  Description: 'Matt grey floor tile, sold by the case; one case covers about 40 square feet.',
};

const catalog: readonly ToolDescription[] = [
  {
    name: 'aggregator',
    toolkit: 'common',
    description: 'Counts results: a success has a `listing_id`, a failure is null or has an `error`.',
    effect: 'pure',
    input: objectOf(
      {
        results: { type: 'array', items: {}, description: 'Results in order, for example the `items` of a loop.' },
        max_items: { type: 'integer', description: 'How many results to give back. Default all.' },
      },
      ['results'],
    ),
    output: objectOf(
      {
        total: { type: 'integer' },
        success: { type: 'integer' },
        failures: { type: 'integer' },
        items: { type: 'array' },
      },
      ['total', 'success', 'failures', 'items'],
    ),
    examples: [
      {
        input: { results: [{ listing_id: 'LOC-tile-2dd2c6' }, null] },
        output: { total: 2, success: 1, failures: 1, items: [{ listing_id: 'LOC-tile-2dd2c6' }, null] },
      },
    ],
  },
  {
    name: 'csv_loader',
    toolkit: 'common',
    description: 'Reads the rows of a CSV file whose first line is its header.',
    effect: 'pure',
    input: objectOf(
      {
        path: { type: 'string', minLength: 1, description: 'A file inside ICE_FILES_DIR.' },
        delimiter: { type: 'string', default: ',', description: 'One character between cells.' },
        limit: { type: 'integer', minimum: 0, description: 'Rows to give at most. Default all.' },
      },
      ['path'],
    ),
    output: objectOf(
      {
        rows: {
          type: 'array',
          items: { type: 'object', additionalProperties: { type: 'string' } },
          description: 'Column name to cell; every value is text.',
        },
        columns: { type: 'array', items: { type: 'string' }, description: 'The header, in order.' },
        total: { type: 'integer', minimum: 0, description: 'Rows in the whole file, without the header.' },
      },
      ['rows', 'columns', 'total'],
    ),
    examples: [{ input: { path: 'items.csv' }, output: { columns: Object.keys(row), rows: [row], total: 9 } }],
  },
  {
    name: 'echo',
    toolkit: 'common',
    description: 'Gives back its value unchanged; null when there is none.',
    effect: 'pure',
    input: objectOf({ value: { description: 'Any JSON value.' } }),
    output: objectOf({ value: {} }, ['value']),
    examples: [{ input: {}, output: { value: null } }],
  },
  {
    name: 'marketplace_client',
    toolkit: 'ecommerce',
    description: 'Posts an item as JSON to a marketplace endpoint and gives the id of the listing.',
    effect: 'idempotent',
    input: objectOf(
      {
        endpoint_url: { type: 'string', minLength: 1, description: 'https, or mock://bin/….' },
        item: {
          type: 'object',
          properties: { sku: { type: 'string', minLength: 1, maxLength: 200 } },
          required: ['sku'],
          additionalProperties: {},
          description: 'What to list; all of its fields are posted.',
        },
        api_key: { type: 'string', description: 'Sent as "Authorization: Bearer …".' },
        timeout_s: { type: 'number', default: 10 },
      },
      ['endpoint_url', 'item'],
    ),
    output: objectOf({ listing_id: { type: 'string' }, raw_response: {} }, ['listing_id', 'raw_response']),
    examples: [
      {
        input: {
          endpoint_url: 'mock://bin/listings',
          item: { sku: 'tile-1', title: 'Tile', description: 'Matt grey floor tile.', price: 375 },
        },
        output: { listing_id: 'LOC-tile-2b25c3', raw_response: { listing_id: 'LOC-tile-2b25c3', index: 0 } },
      },
    ],
  },
  {
    name: 'pricing_strategy',
    toolkit: 'ecommerce',
    description:
      'Adds a margin to a cost and rounds half up. The cost may be a text: its first number counts, as in "$300 per cs".',
    effect: 'pure',
    input: objectOf(
      {
        cost: {
          anyOf: [
            { type: 'number', minimum: 0 },
            { type: 'string', minLength: 1 },
          ],
          description: 'A number, or a text with one; the point is the decimal mark.',
        },
        margin_percent: { type: 'number', minimum: 0, default: 25 },
        min_price: { type: 'number', default: 0.99, description: 'No price is below this.' },
      },
      ['cost'],
    ),
    output: objectOf({ price: { type: 'number', minimum: 0 } }, ['price']),
    examples: [
      { input: { cost: '$300 per cs' }, output: { price: 375 } },
      { input: { cost: 1.005, margin_percent: 0 }, output: { price: 1.01 } },
    ],
  },
  {
    name: 'sleep',
    toolkit: 'common',
    description: 'Waits for the given number of milliseconds, at most a day.',
    effect: 'pure',
    input: objectOf({ ms: { type: 'integer', minimum: 0, description: 'Milliseconds to wait.' } }, ['ms']),
    output: objectOf({ ms: { type: 'integer', minimum: 0 } }, ['ms']),
    examples: [{ input: { ms: 5 }, output: { ms: 5 } }],
  },
];
