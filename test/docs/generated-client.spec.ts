/** Types generated from the OpenAPI document are enough to write a client by: a small one runs the demo, and its events fit their schema. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileSchema, executionEventJsonSchema, type JsonValue } from '@ice/core';
import { sellerAssistant } from '../../examples/seller-assistant/direct.js';
import { startApi, type RunningApi } from '../support/start-api.js';
import { durations, runBlueprint } from './generated-client-program.js';

describe('a client of generated types', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  }, 60_000);
  afterAll(() => api.close());

  it('starts the demo, waits for it, and reads outputs and events', async () => {
    const { status, outputs, execution_id } = await runBlueprint(api.url, { blueprint: { ...sellerAssistant } });
    const took = await durations(api.url, execution_id);

    expect([status, typeof outputs]).toEqual(['completed', 'object']);
    expect(Object.keys(took)).toEqual(expect.arrayContaining(sellerAssistant.nodes.map(({ id }) => id)));
  }, 60_000);

  it('is told of events that fit the closed schema of events', async () => {
    const { execution_id } = await runBlueprint(api.url, { blueprint: { ...sellerAssistant } });
    const { body } = await api.request('GET', `/api/v1/executions/${execution_id}/events?limit=1000`);
    const events = (body as { readonly data: readonly JsonValue[] }).data;
    const check = compileSchema(
      { $ref: 'urn:event' },
      { knownSchemas: { 'urn:event': executionEventJsonSchema('closed') } },
    );

    expect(events.flatMap((event) => check(event).map(({ pointer, message }) => `${pointer}: ${message}`))).toEqual([]);
    expect(events.length).toBeGreaterThan(20);
  }, 60_000);
});
