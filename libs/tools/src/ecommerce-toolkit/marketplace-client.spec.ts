import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '@ice/core';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { HttpClient } from '../http/http-client.js';
import { startLoopbackServer, type LoopbackServer } from '../http/loopback-server.js';
import { startMockBin } from '../mock-bin/start-mock-bin.js';
import { runTool } from '../run-tool.js';
import { marketplaceClient } from './marketplace-client.js';

/** What the marketplace answers next. */
let next: { readonly status: number; readonly body: JsonValue } = { status: 201, body: null };
let seen: { readonly headers: IncomingHttpHeaders; readonly body: string } | undefined;
let marketplace: LoopbackServer;

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  seen = { headers: request.headers, body };
  response.writeHead(next.status, { 'content-type': 'application/json' }).end(JSON.stringify(next.body));
}

beforeAll(async () => {
  marketplace = await startLoopbackServer((request, response) => void serve(request, response));
});

afterAll(() => marketplace.close());

const item = { sku: 'tile-1', title: 'Tile', price: 375 };

function post(args: JsonObject = {}): Promise<JsonValue> {
  const tool = marketplaceClient(new HttpClient({ allow: [marketplace.host] }));
  return runTool(tool, { endpoint_url: `${marketplace.origin}/listings`, item, ...args }, { idempotencyKey: 'key-1' });
}

describe('marketplace_client', () => {
  it.each<[JsonValue, string]>([
    [{ listing_id: 'L1', id: 'no' }, 'L1'],
    [{ id: 'L2', result: 'no' }, 'L2'],
    [{ id: 17 }, '17'],
    [{ listing_id: '', result: 'L3' }, 'L3'],
  ])('finds the id in %j', async (body, listing_id) => {
    next = { status: 200, body };
    expect(await post()).toEqual({ listing_id, raw_response: body });
  });

  it('posts the whole item with the key of the node run and the api key', async () => {
    next = { status: 201, body: { id: 'L1' } };
    await post({ api_key: 's3cret' });
    expect(JSON.parse(seen?.body ?? '')).toEqual(item);
    expect(seen?.headers).toMatchObject({ authorization: 'Bearer s3cret', 'idempotency-key': 'key-1' });
    await post();
    expect(seen?.headers.authorization).toBeUndefined();
  });

  it.each<[number, JsonValue]>([
    [201, {}],
    [201, null],
    [201, ['L1']],
    [201, { id: { nested: 1 } }],
    [202, { id: 'L1' }],
  ])('fails at %i %j, which names no listing', async (status, body) => {
    next = { status, body };
    await expect(post()).rejects.toMatchObject({
      failure: { code: 'marketplace-answer-invalid', retryable: false, evidence: { status } },
    });
  });

  it('fails as http_request does at a status that says no', async () => {
    next = { status: 503, body: null };
    await expect(post()).rejects.toMatchObject({ failure: { code: 'http-status', retryable: true } });
  });

  it('refuses an item without a SKU, and plain http to the internet', async () => {
    await expect(post({ item: { title: 'Tile' } })).rejects.toMatchObject({
      failure: { code: 'tool-input-invalid', evidence: { issues: [{ pointer: '/item/sku' }] } },
    });
    await expect(post({ endpoint_url: 'http://example.com/' })).rejects.toMatchObject({
      failure: { code: 'url-not-allowed', message: 'http://example.com/ may not be opened: it must be https.' },
    });
  });

  it('judges an endpoint that is written out by the same rules', () => {
    const tool = marketplaceClient(new HttpClient({ allow: ['127.0.0.1:8080'] }));
    const judge = (url: string): unknown => tool.judgeLiterals?.({ endpoint_url: url }).map(({ code }) => code);

    expect(judge('http://127.0.0.1:8080/x')).toEqual([]);
    expect(judge('http://example.com/')).toEqual(['url-not-allowed']);
  });

  it('really posts in test mode too: to the mock bin', async () => {
    const bin = await startMockBin();
    const tool = marketplaceClient(new HttpClient({ mockBinUrl: () => bin.url }));
    const output = await runTool(tool, { endpoint_url: 'mock://bin/listings', item });
    expect(bin.entries().map(({ payload, listing_id }) => ({ payload, listing_id }))).toEqual([
      { payload: item, listing_id: (output as JsonObject)['listing_id'] },
    ]);
    await bin.close();
  });
});
