/** `http_request`: one HTTP call, guarded. What it may reach is in `http/`; here are only its arguments. */
import type { ArgumentProblem, JsonObject, JsonValue, ToolDefinition } from '@ice/core';
import { z } from 'zod';
import { defineTool } from '../define-tool.js';
import type { HttpClient } from '../http/http-client.js';
import { httpMethods } from '../http/hop.js';
import { judgeLiteralHeaders, judgeLiteralUrl } from '../http/judge-literal-call.js';

const longestSeconds = 30;
const noBody = 'GET and HEAD take no body';

const Input = z
  .object({
    method: z.enum(httpMethods).default('GET').describe('All but GET and HEAD send an Idempotency-Key.'),
    url: z.string().min(1).max(8_192).describe('http or https; mock://bin/… is the own mock bin, in test mode only.'),
    headers: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .default({})
      .describe('Sent with the request; the place for credentials.'),
    body: z.unknown().optional().describe('A text is sent as it is, null is no body, everything else is sent as JSON.'),
    timeout_s: z.number().positive().max(longestSeconds).default(longestSeconds).describe('For the whole call.'),
    accept_status: z
      .union([z.literal('any'), z.array(z.int().min(100).max(599)).max(100)])
      .default([])
      .describe('Statuses from 400 on that are no failure. A redirect status in the list is given back, not followed.'),
  })
  .refine(({ method, body }) => mayCarry(method, body), { path: ['body'], message: noBody });

const Output = z.object({
  status: z.int().min(100).max(599).describe('Of the last answer, after redirects.'),
  headers: z.record(z.string(), z.string()).describe('Names in lower case.'),
  body: z.unknown().describe('JSON parsed; a text as text; other bytes as {base64}; null when there are none.'),
});

/** `{method?, url, headers?, body?, timeout_s?, accept_status?}` → `{status, headers, body}`. */
export function httpRequest(client: HttpClient): ToolDefinition {
  return defineTool({
    name: 'http_request',
    description: 'Sends one HTTP request to the public internet and gives the answer. Follows up to three redirects.',
    effect: 'idempotent',
    input: Input,
    output: Output,
    // Redirects are followed, so a literal URL says little about where a call may end.
    hosts: ['*'],
    secrets: ['/headers'],
    examples: [httpExample],
    judgeLiterals: (literals) => judgeLiterals(client, literals),
    run: ({ timeout_s, accept_status, body, ...call }, context) =>
      client.send(
        { ...call, body: (body ?? null) as JsonValue, timeoutMs: timeout_s * 1_000, acceptStatus: accept_status },
        context,
      ),
  });
}

/** A method that is not written out may be any. */
function judgeLiterals(client: HttpClient, { method, url, headers, body }: JsonObject): readonly ArgumentProblem[] {
  const isCarried = method === undefined || mayCarry(method, body);
  return [
    ...judgeLiteralUrl(client, url, '/url'),
    ...judgeLiteralHeaders(headers, '/headers'),
    ...(isCarried ? [] : [{ code: 'validation-failed', pointer: '/body', message: noBody } as const]),
  ];
}

function mayCarry(method: unknown, body: unknown): boolean {
  return (body ?? null) === null || (method !== 'GET' && method !== 'HEAD');
}

const httpExample = {
  input: { method: 'POST' as const, url: 'mock://bin/items', body: { title: 'Tile', price: 375 } },
  output: {
    status: 201,
    headers: { 'content-type': 'application/json' },
    body: { listing_id: 'LOC-tile-05db02', status: 'accepted', index: 0 },
  },
};
