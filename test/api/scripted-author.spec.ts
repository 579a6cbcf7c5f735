/** An author who writes nothing: over REST it takes suggestions and fixes only, from an empty partial blueprint to a finalized seller
 *  assistant, which then runs. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import { startApi, type RunningApi } from '../support/start-api.js';

const partials = '/api/v1/mcp/blueprints/partial';

/** What the author looks for: a kind of suggestion, and the tool in it. */
const choices = [
  ['tool', 'csv_loader'],
  ['loop', 'pricing_strategy'],
  ['llm', ''],
  ['tool', 'marketplace_client'],
  ['tool', 'aggregator'],
  ['output', ''],
] as const;

interface Suggested {
  readonly id: string;
  readonly type: string;
  readonly patch: readonly JsonObject[];
}

describe('an author who only takes suggestions and fixes', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it('comes from an empty partial blueprint to a seller assistant that lists all nine rows', async () => {
    const created = await api.request('POST', partials, { json: {} });
    const path = `${partials}/${created.body.id}`;
    let lock: string = created.body.version_lock;

    for (const [type, tool] of choices) {
      const { body } = await api.request('POST', `${path}/suggest?top_k=50`);
      const chosen = (body.suggestions as readonly Suggested[]).find(
        (suggestion) =>
          suggestion.type === type &&
          (tool === '' || JSON.stringify(suggestion.patch).includes(`"tool_name":"${tool}"`)),
      );
      expect([type, tool, chosen?.id]).toEqual([type, tool, expect.any(String)]);
      const taken = await api.request('POST', `${path}/suggest?commit=true`, {
        json: { apply: [chosen?.id] },
        headers: { 'x-version-lock': lock },
      });
      expect([taken.status, taken.body.diagnostics, taken.body.pending_inputs]).toEqual([200, [], []]);
      lock = taken.body.version_lock;
    }

    const finalized = await api.request('POST', `${path}/finalize`, { headers: { 'x-version-lock': lock } });
    expect(finalized).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^bp_/) } });
    const inputs = { csv_path: 'examples/seller-assistant/items.csv', endpoint_url: 'mock://bin/items' };
    const executed = await api.request('POST', '/api/v1/executions/', {
      json: { blueprint_id: finalized.body.id, inputs },
      headers: { prefer: 'wait=60' },
    });
    expect(executed.body).toMatchObject({
      status: 'completed',
      outputs: { aggregator: { total: 9, success: 9, failures: 0 } },
    });
  });

  it('mends a broken one with its fixes until it can be finalized', async () => {
    const broken = {
      name: 'broken',
      inputs: { words: { type: 'array', items: { type: 'string' } } },
      nodes: [
        {
          id: 'each',
          type: 'loop',
          items: '{{ inputs.wrods }}',
          item_var: 'word',
          body: { nodes: [{ id: 'say', type: 'tool', tool_name: 'ecoh', tool_args: { value: '{{ wrod }}' } }] },
        },
        { id: 'all', type: 'tool', tool_name: 'aggregator', tool_args: { results: '{{ nodes.each.itmes }}' } },
      ],
    };
    const created = await api.request('POST', partials, { json: { blueprint: broken } });
    const path = `${partials}/${created.body.id}`;
    let { version_lock: lock, diagnostics } = created.body;
    expect(diagnostics.length).toBeGreaterThanOrEqual(4);

    for (let round = 0; diagnostics.length > 0 && round < 10; round += 1) {
      const { body } = await api.request('POST', `${path}/suggest?top_k=50`);
      const fix = (body.suggestions as readonly Suggested[]).find(({ type }) => type === 'fix');
      expect({ round, diagnostics, fix }).toMatchObject({ fix: { type: 'fix' } });
      const mended = await api.request('POST', `${path}/suggest?commit=true`, {
        json: { apply: [fix?.id] },
        headers: { 'x-version-lock': lock },
      });
      expect(mended.status).toBe(200);
      ({ version_lock: lock, diagnostics } = mended.body);
    }
    const finalized = await api.request('POST', `${path}/finalize`, { headers: { 'x-version-lock': lock } });
    expect(finalized.status).toBe(201);
  });
});
