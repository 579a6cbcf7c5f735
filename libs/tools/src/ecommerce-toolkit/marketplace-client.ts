/** `marketplace_client`: posts an item to a marketplace and gives the id of the listing. It always posts: in test mode to the process's
 *  own mock bin, whose address is `mock://bin/…`. */
import { FailureError, isJsonObject, type JsonObject, type JsonValue, type ToolDefinition } from '@ice/core';
import { z } from 'zod';
import { defineTool } from '../define-tool.js';
import type { HttpAnswer } from '../http/receive.js';
import type { HttpClient } from '../http/http-client.js';
import { judgeLiteralUrl } from '../http/judge-literal-call.js';

const longestSeconds = 30;

/** Where marketplaces put the id of what was made, in the order in which they are looked at. */
const idKeys = ['listing_id', 'id', 'result'];

/**
 * `{endpoint_url, item, api_key?, timeout_s?}` → `{listing_id, raw_response}`.
 * Fails like `http_request`, and with `marketplace-answer-invalid` when the answer is not 200 or 201, or holds no id.
 */
export function marketplaceClient(client: HttpClient): ToolDefinition {
  return defineTool({
    name: 'marketplace_client',
    description: 'Posts an item as JSON to a marketplace endpoint and gives the id of the listing.',
    effect: 'idempotent',
    input: z.object({
      endpoint_url: z
        .string()
        .min(1)
        .max(8_192)
        .describe('https, an address that the operator allows, or mock://bin/….'),
      item: z.looseObject({ sku: z.string().min(1).max(200) }).describe('What to list; all of its fields are posted.'),
      api_key: z.string().min(1).max(1_000).optional().describe('Sent as "Authorization: Bearer …".'),
      timeout_s: z.number().positive().max(longestSeconds).default(10).describe('For the whole call.'),
    }),
    output: z.object({
      listing_id: z.string().min(1).describe('As the marketplace gave it.'),
      raw_response: z.unknown().describe('The body of the answer.'),
    }),
    hosts: ['*'],
    secrets: ['/api_key'],
    examples: [marketplaceExample],
    judgeLiterals: ({ endpoint_url: url }) => judgeLiteralUrl(client, url, '/endpoint_url', { httpsOnly: true }),
    async run({ endpoint_url: url, item, api_key, timeout_s }, context) {
      const headers = api_key === undefined ? {} : { authorization: `Bearer ${api_key}` };
      const call = { method: 'POST' as const, url, headers, body: item as JsonObject, timeoutMs: timeout_s * 1_000 };
      const answer = await client.send({ ...call, acceptStatus: [], httpsOnly: true }, context);
      return { listing_id: listingIdOf(answer), raw_response: answer.body };
    },
  });
}

function listingIdOf({ status, body }: HttpAnswer): string {
  if (status !== 200 && status !== 201) throw answerInvalid(status, `has the status ${status}, and not 200 or 201`);
  const id = idKeys.map((key) => idIn(body, key)).find((text) => text !== '');
  if (id === undefined) throw answerInvalid(status, `has none of ${idKeys.join(', ')}`);
  return id;
}

/** A text or a number as text; empty for everything else. */
function idIn(body: JsonValue, key: string): string {
  const value = isJsonObject(body) && Object.hasOwn(body, key) ? body[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function answerInvalid(status: number, problem: string): FailureError {
  return new FailureError('marketplace-answer-invalid', `The marketplace's answer ${problem}.`, {
    evidence: { status },
  });
}

const marketplaceExample = {
  input: { endpoint_url: 'mock://bin/listings', item: { sku: 'tile-1', title: 'Tile', price: 375 } },
  output: {
    listing_id: 'LOC-tile-2b25c3',
    raw_response: { listing_id: 'LOC-tile-2b25c3', status: 'accepted', index: 0 },
  },
};
