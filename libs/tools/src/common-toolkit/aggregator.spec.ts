import { describe, expect, it } from '@jest/globals';
import { runTool } from '../run-tool.js';
import { aggregator } from './aggregator.js';

describe('aggregator', () => {
  it('counts all results and gives back as many as asked for', async () => {
    const results = [{ listing_id: 'a' }, { listing_id: 'b' }, null, { error: { code: 'x' } }, 7, { other: 1 }];
    expect(await runTool(aggregator, { results, max_items: 2 })).toEqual({
      total: 6,
      success: 2,
      failures: 2,
      items: [{ listing_id: 'a' }, { listing_id: 'b' }],
    });
  });

  it('counts a result with an id and an error as a failure only', async () => {
    const results = [{ listing_id: 'a', error: 'late' }];
    expect(await runTool(aggregator, { results })).toEqual({ total: 1, success: 0, failures: 1, items: results });
  });

  it('takes a null id for none, and a null error for none', async () => {
    const results = [{ listing_id: null }, { listing_id: 'a', error: null }];
    expect(await runTool(aggregator, { results })).toMatchObject({ total: 2, success: 1, failures: 0 });
  });

  it('counts nothing in an empty list', async () => {
    expect(await runTool(aggregator, { results: [] })).toEqual({ total: 0, success: 0, failures: 0, items: [] });
  });
});
