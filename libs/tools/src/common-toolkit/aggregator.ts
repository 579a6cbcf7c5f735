/** `aggregator`: counts the results of a loop. It judges nothing but the two marks that listing tools leave on their results. */
import { isJsonObject, type JsonValue } from '@ice/core';
import { z } from 'zod';
import { defineTool } from '../define-tool.js';

const Count = z.int().min(0);

/** `{results, max_items?}` → `{total, success, failures, items}`. */
export const aggregator = defineTool({
  name: 'aggregator',
  description:
    'Counts results: a success has a `listing_id`, a failure is null or has an `error`. `items` holds at most `max_items` of them; the counts are of all.',
  effect: 'pure',
  input: z.object({
    results: z.array(z.unknown()).describe('Results in order, for example the `items` of a loop.'),
    max_items: z.int().min(0).max(1_000_000).optional().describe('How many results to give back. Default all.'),
  }),
  output: z.object({
    total: Count.describe('How many results there are.'),
    success: Count.describe('How many have a listing_id and no error.'),
    failures: Count.describe('How many are null or have an error.'),
    items: z.array(z.unknown()).describe('The first max_items results, as they are.'),
  }),
  examples: [
    {
      input: { results: [{ listing_id: 'LOC-tile-2dd2c6' }, null, { error: 'refused' }, { note: 'neither' }] },
      output: {
        total: 4,
        success: 1,
        failures: 2,
        items: [{ listing_id: 'LOC-tile-2dd2c6' }, null, { error: 'refused' }, { note: 'neither' }],
      },
    },
  ],
  run({ results, max_items }) {
    const failures = results.filter(isFailure).length;
    const success = results.filter((result) => !isFailure(result) && has(result, 'listing_id')).length;
    return { total: results.length, success, failures, items: results.slice(0, max_items) };
  },
});

function isFailure(result: unknown): boolean {
  return result === null || has(result, 'error');
}

/** A null stands for "none": `{error: null}` is no failure. */
function has(result: unknown, key: string): boolean {
  if (!isJsonObject(result) || !Object.hasOwn(result, key)) return false;
  const value: JsonValue | undefined = result[key];
  return value !== null && value !== undefined;
}
