/** Schemas of what governance answers with: budgets, prices, cost bounds. */
import type { OpenApiSchema } from './open-api-schema.js';

const text = { type: 'string' };
const nullableText = { type: ['string', 'null'] };
const flag = { type: 'boolean' };

function object(properties: Readonly<Record<string, unknown>>, ...optional: readonly string[]): OpenApiSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', required, properties };
}

const count = { type: 'integer', minimum: 0 };
const amounts = {
  min_usd: text,
  expected_usd: text,
  max_usd: { ...text, description: 'No execution costs more.' },
};
const certificateOrNull = {
  anyOf: [{ $ref: '#/components/schemas/CostCertificate' }, { type: 'null' }],
  description: 'By the prices of when the revision was stored first; null where it could not be worked out then.',
};
const nodeCost = object({ node_id: text, pointer: text, model: text, ...amounts, calls: count }, 'model', 'calls');

/** Component name to schema. */
export const governanceSchemas: Readonly<Record<string, OpenApiSchema>> = {
  PricedModelList: object({
    data: { type: 'array', items: { $ref: '#/components/schemas/Model' } },
    next_cursor: { type: 'null' },
    has_more: flag,
    price_book_date: { type: 'string', format: 'date' },
    price_floor_usd: { ...text, description: 'What a call of a model without a price costs.' },
  }),
  Budget: object({
    limit_usd: { ...nullableText, description: 'Null: no limit.' },
    spent_usd: text,
    reserved_usd: { ...text, description: 'Promised to executions and not spent yet.' },
    available_usd: nullableText,
    source: { enum: ['set', 'environment', 'none'] },
    set_at: nullableText,
    set_by: { ...nullableText, description: 'The key that set it.' },
    window: { enum: ['month', 'day', 'total'] },
    window_name: text,
    window_ends_at: nullableText,
    mode: { enum: ['expected', 'strict'] },
    money: { enum: ['live', 'synthetic'], description: 'Synthetic: the money of test mode, which is made up.' },
    keys: { type: 'array', items: object({ key_id: text, spent_usd: text, reserved_usd: text }) },
    blueprints: { type: 'array', items: object({ blueprint_id: text, spent_usd: text, reserved_usd: text }) },
    days: { type: 'array', items: object({ day: text, spent_usd: text, reserved_usd: text }) },
  }),
  CostBound: object({
    ...amounts,
    calls: { ...count, description: 'The most model calls.' },
    nodes: { type: 'array', items: nodeCost, description: 'Those that can cost something, in document order.' },
    unpriced: { type: 'array', items: text, description: 'Models without a price: each call counts the floor.' },
    price_book_date: { type: 'string', format: 'date' },
  }),
  CostEstimate: object({
    cost: { $ref: '#/components/schemas/CostBound' },
    certificate: { $ref: '#/components/schemas/CostCertificate' },
  }),
  CostCertificate: object({
    formula: { type: 'object', description: 'All that an evaluation needs, prices and token counts included.' },
    values: object({ ...amounts, calls: count, nodes: { type: 'array', items: nodeCost } }),
    price_book_date: { type: 'string', format: 'date' },
    prices_hash: { ...text, description: 'Of that date and of all prices in the formula: the same while these stand.' },
    models: {
      type: 'array',
      items: object(
        {
          name: text,
          input_usd_per_million: { type: ['number', 'null'], description: 'Null: unpriced.' },
          output_usd_per_million: { type: ['number', 'null'] },
          unpriced: flag,
          floor_usd: text,
        },
        'unpriced',
        'floor_usd',
      ),
    },
  }),
  RevisionCertificate: object({ revision: text, certificate: certificateOrNull }),
  FinalizedBlueprint: {
    allOf: [{ $ref: '#/components/schemas/BlueprintFacts' }, object({ certificate: certificateOrNull })],
  },
};
