/** Examples of governance, for the OpenAPI document. */
import { catalogExamples } from '../catalog/catalog-examples.js';
import { completeList } from '../catalog/complete-list.js';
import type { JsonObject } from '@ice/core';
import type { EstimateAnswer } from './estimate-answer.js';
import type { BudgetAnswer } from './present-budget.js';

const spent = { spent_usd: '1.204', reserved_usd: '0.25' };

/** A budget of which some was spent. */
export const budgetExample: BudgetAnswer = {
  limit_usd: '25',
  ...spent,
  available_usd: '23.546',
  source: 'set',
  set_at: '2026-11-20T09:30:00.000Z',
  set_by: 'key_01JD2X8Q4N00000K3R5M7P0W1B',
  window: 'month',
  window_name: '2026-11',
  window_ends_at: '2026-12-01T00:00:00.000Z',
  mode: 'expected',
  money: 'live',
  keys: [{ key_id: 'key_01JD2X8Q4N00000K3R5M7P0W1B', ...spent }],
  blueprints: [{ blueprint_id: 'bp_01JD2X8Q4N00000K3R5M7P0W1B', ...spent }],
  days: [{ day: '2026-11-20', ...spent }],
};

/** Bodies that set it. */
export const setBudgetExamples = {
  limit: { summary: 'A limit', value: { limit_usd: 25 } },
  none: { summary: 'No limit', value: { limit_usd: null } },
} as const;

/** Models with their prices. */
export const pricedModelsExample = {
  ...completeList([catalogExamples.model]),
  price_book_date: '2026-11-01',
  price_floor_usd: '0.001',
};

/** A blueprint that asks a model once. */
export const estimatedExample: JsonObject = {
  schema_version: '1.0',
  name: 'tagline',
  inputs: { product: { type: 'string', maxLength: 100 } },
  nodes: [
    {
      id: 'line',
      type: 'llm',
      model: 'openai/gpt-4o-mini',
      prompt: 'Write one line about {{ inputs.product }}.',
      max_input_tokens: 1_000,
      max_output_tokens: 64,
    },
  ],
};

const values = { min_usd: '0.0000438', expected_usd: '0.0000438', max_usd: '0.00030825' };
const nodes = [{ node_id: 'line', pointer: '/nodes/0', model: 'openai/gpt-4o-mini', ...values, calls: 3 }];
const price_book_date = '2026-09-23';

/** What it can cost: the true answer. A test compares. */
export const estimateExample: EstimateAnswer = {
  cost: { ...values, calls: 3, nodes, unpriced: [], price_book_date },
  certificate: {
    formula: {
      version: 1,
      revision: 'sha256:b5ad4912921a29c20acdbdbf7c27e23f09a405dff0303e2e9b02851f3f2225a7',
      price_book_date: '2026-09-23',
      models: {
        'openai/gpt-4o-mini': {
          name: 'openai/gpt-4o-mini',
          context_tokens: 128000,
          prices: [
            {
              from_input_tokens: 0,
              input_usd_per_million: 0.15,
              max_input_usd_per_million: 0.15,
              output_usd_per_million: 0.6,
            },
          ],
          floor_usd: '0.001',
          max_tokens_per_counted: 1,
        },
      },
      blueprints: {
        'sha256:b5ad4912921a29c20acdbdbf7c27e23f09a405dff0303e2e9b02851f3f2225a7': {
          name: 'tagline',
          nodes: [
            {
              node_id: 'line',
              pointer: '/nodes/0',
              type: 'llm',
              may_be_skipped: false,
              attempts: 3,
              cost: {
                shape: 'calls',
                ladder: [
                  {
                    model: 'openai/gpt-4o-mini',
                    prompt: {
                      expected_tokens: 12,
                      max_tokens: 29,
                      parts: [
                        {
                          input: ['product'],
                          expected_tokens: 100,
                          max_tokens: 400,
                        },
                      ],
                    },
                    max_input_tokens: 1000,
                    max_output_tokens: 64,
                    repairs: 0,
                    repair_tokens: 2128,
                  },
                ],
              },
              handle: [],
            },
          ],
          finally: [],
        },
      },
    },
    values: {
      min_usd: '0.0000438',
      expected_usd: '0.0000438',
      max_usd: '0.00030825',
      calls: 3,
      nodes: [
        {
          node_id: 'line',
          pointer: '/nodes/0',
          model: 'openai/gpt-4o-mini',
          min_usd: '0.0000438',
          expected_usd: '0.0000438',
          max_usd: '0.00030825',
          calls: 3,
        },
      ],
    },
    price_book_date: '2026-09-23',
    prices_hash: 'sha256:3c10c72d0a7efee65e5f09a5b0fdb23b9b5ce62054b41d05dc0dc672b366dd79',
    models: [
      {
        name: 'openai/gpt-4o-mini',
        input_usd_per_million: 0.15,
        output_usd_per_million: 0.6,
      },
    ],
  },
};
