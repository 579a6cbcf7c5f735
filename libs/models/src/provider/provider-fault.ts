/** What went wrong at a provider, read from whatever an SDK throws. Knows the SDKs' errors by their form, so that reading one loads
 *  none. Nothing is judged here. */
import { isJsonObject } from '@ice/core';
import { BodyTooLargeError, ErrorBodyError } from './bounded-fetch.js';

/** How a call failed. */
export type FaultKind =
  /** The provider said no, by a status or within its stream. */
  | 'refused'
  /** No connection, or none any more. */
  | 'unreachable'
  /** The network gave up waiting. */
  | 'timeout'
  /** What came is not what the protocol allows, or stops in the middle. */
  | 'unreadable'
  /** More came than is taken. */
  | 'too-large';

/** A fault. */
export interface ProviderFault {
  readonly kind: FaultKind;
  /** HTTP status; absent where a stream carried the error, or nothing was answered. */
  readonly status?: number;
  /** The provider's own names for it, in lower case: code, type, error code. */
  readonly words: readonly string[];
  /** The provider's own sentence, or the network's code; may be empty. Not yet cut, may hold a key. */
  readonly message: string;
  readonly headers: Headers;
}

const networkTimeouts = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'];

/** Thrown where a stream ends before its answer does. */
export class BrokenStreamError extends Error {}

/** The fault behind a throw; undefined where it is nobody's but ours. */
export function readProviderFault(thrown: unknown): ProviderFault | undefined {
  const chain = causesOf(thrown);
  const headers = chain.map((error) => error['headers']).find((each) => each instanceof Headers) ?? new Headers();
  const refusal = chain.map((error) => refusalOf(error, headers)).find((fault) => fault !== undefined);
  if (refusal) return refusal;
  const kind = kindOf(thrown, chain);
  return kind && { kind, words: [], message: networkCodes(chain).join(', '), headers };
}

/** The error and what caused it, outermost first. */
function causesOf(thrown: unknown): readonly Record<string, unknown>[] {
  const chain: Record<string, unknown>[] = [];
  for (let error = thrown; typeof error === 'object' && error !== null && chain.length < 8;) {
    chain.push(error as Record<string, unknown>);
    error = (error as { readonly cause?: unknown }).cause;
  }
  return chain;
}

function refusalOf(error: Record<string, unknown>, headers: Headers): ProviderFault | undefined {
  const status = typeof error['status'] === 'number' ? error['status'] : undefined;
  const body = error['error'];
  if (status === undefined && !isJsonObject(body)) return undefined;
  const facts = factsOf(body);
  const coded = status ?? facts.status;
  return { kind: 'refused', ...(coded !== undefined && { status: coded }), ...facts, headers };
}

/** Bodies come as `{error: {…}}` and as what is inside it; some gateways give the status as the code. */
function factsOf(body: unknown): Pick<ProviderFault, 'words' | 'message' | 'status'> {
  const outer = isJsonObject(body) ? body : {};
  const inner = isJsonObject(outer['error']) ? outer['error'] : outer;
  const details = isJsonObject(inner['details']) ? inner['details'] : {};
  const words = [inner['code'], inner['type'], details['error_code']].filter((word) => typeof word === 'string');
  const message = typeof inner['message'] === 'string' ? inner['message'] : '';
  const code = Number(inner['code']);
  const isStatus = Number.isInteger(code) && code >= 400 && code < 600;
  return { words: words.map((word) => word.toLowerCase()), message, ...(isStatus && { status: code }) };
}

function kindOf(thrown: unknown, chain: readonly Record<string, unknown>[]): FaultKind | undefined {
  if (chain.some((error) => error instanceof BodyTooLargeError)) return 'too-large';
  if (chain.some((error) => error instanceof BrokenStreamError || error instanceof ErrorBodyError)) return 'unreadable';
  // `instanceof SyntaxError` fails for one of another realm.
  if (chain[0]?.['name'] === 'SyntaxError') return 'unreadable';
  if (networkCodes(chain).some((code) => networkTimeouts.includes(code))) return 'timeout';
  const name = typeof thrown === 'object' && thrown !== null ? thrown.constructor.name : '';
  if (name === 'APIConnectionTimeoutError') return 'timeout';
  if (name === 'APIConnectionError' || networkCodes(chain).length > 0) return 'unreachable';
  return chain[0]?.['message'] === 'terminated' ? 'unreachable' : undefined;
}

/** `ECONNREFUSED` and the like. */
function networkCodes(chain: readonly Record<string, unknown>[]): readonly string[] {
  const codes = chain.map((error) => error['code']).filter((code) => typeof code === 'string');
  return codes.filter((code) => /^[A-Z][A-Z0-9_]{2,60}$/.test(code));
}
