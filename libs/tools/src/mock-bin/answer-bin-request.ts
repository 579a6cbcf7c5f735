/** A request to the mock bin → its answer. Pure over a store, and as strict as the API's own door, so that a test that passes against
 *  the bin says something about a real marketplace. */
import type { JsonValue } from '@ice/core';
import { findUnfit } from '../json/find-unfit.js';
import { binNamePattern, type MockBinStore } from './mock-bin-store.js';

/** What a server read of a request. */
export interface BinRequest {
  readonly method: string;
  /** The path after the place where the bins hang, e.g. `/items`. */
  readonly path: string;
  readonly contentType: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** The whole body. */
  readonly body: Buffer;
}

/** What a server sends back, as JSON. */
export interface BinAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: JsonValue;
}

const longestKey = 255;

/**
 * `GET /` lists the bins, `POST /<bin>` stores a JSON payload (201), `GET /<bin>` lists its entries, `DELETE /<bin>` empties it.
 * Everything else is a problem (RFC 9457) with a 4xx status.
 */
export function answerBinRequest(store: MockBinStore, request: BinRequest, now: number): BinAnswer {
  const bin = request.path.replace(/^\//, '').replace(/\/$/, '');
  if (bin === '') return request.method === 'GET' ? listBins(store) : notAllowed(request.method, 'GET');
  if (!binNamePattern.test(bin))
    return binProblem(404, 'not-found', 'A bin is called like "items": a-z, 0-9, _ and -.');
  if (request.method === 'POST') return post(store, bin, request, now);
  if (request.method === 'GET') return ok({ bin, entries: store.entries(bin) as unknown as JsonValue });
  if (request.method === 'DELETE') return ok({ bin, removed: store.clear(bin) });
  return notAllowed(request.method, 'GET, POST, DELETE');
}

/** A problem answer. */
export function binProblem(status: number, code: string, detail: string): BinAnswer {
  const title = code.replaceAll('-', ' ');
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: { type: `/problems/${code}`, title, status, detail, code },
  };
}

function listBins(store: MockBinStore): BinAnswer {
  return ok({ bins: store.bins() as unknown as JsonValue });
}

function post(store: MockBinStore, bin: string, request: BinRequest, now: number): BinAnswer {
  const { contentType = '', idempotencyKey, body } = request;
  if (!/^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(contentType)) {
    return binProblem(415, 'unsupported-media-type', 'Post JSON with the content type application/json.');
  }
  if (idempotencyKey !== undefined && (idempotencyKey === '' || idempotencyKey.length > longestKey)) {
    return binProblem(400, 'malformed-request', `An Idempotency-Key has 1 to ${longestKey} characters.`);
  }
  const payload = parse(body);
  if ('problem' in payload) return binProblem(400, 'malformed-json', payload.problem);
  const answer = store.add(bin, payload.value, { now, ...(idempotencyKey !== undefined && { idempotencyKey }) });
  return { status: 201, body: { ...answer } };
}

function parse(body: Buffer): { readonly value: JsonValue } | { readonly problem: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const value = JSON.parse(text) as JsonValue;
    const unfit = findUnfit(value);
    return unfit ? { problem: `${unfit.pointer.slice(0, 200) || 'The document'} ${unfit.problem}.` } : { value };
  } catch {
    return { problem: 'The body is not JSON.' };
  }
}

function ok(body: JsonValue): BinAnswer {
  return { status: 200, body };
}

function notAllowed(method: string, allow: string): BinAnswer {
  const problem = binProblem(405, 'method-not-allowed', `${method.slice(0, 20)} is not possible here.`);
  return { ...problem, headers: { ...problem.headers, allow } };
}
