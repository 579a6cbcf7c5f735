/** What a request shows for itself: the text of a key or token, nothing, or something that cannot be taken. Pure. */
import type { IncomingHttpHeaders } from 'node:http';
import type { ProblemException } from '../http/problem/problem-exception.js';
import { secretInUrl } from './access-refusals.js';

/** `none`: nothing was sent. `unusable`: something was, and it is no credential. */
export type Credential = { readonly kind: 'none' | 'unusable' } | { readonly kind: 'text'; readonly text: string };

/** Names under which clients put secrets into URLs. */
const secretNames = ['token', 'access_token', 'api_key', 'apikey', 'key', 'authorization', 'x-api-key'];

/** What keys and tokens look like, wherever they stand. */
const secretText = /ice_(?:sk|st)_/;

const bearer = /^Bearer +([\x21-\x7e]+) *$/i;
const visible = /^[\x21-\x7e]+$/;
const none: Credential = { kind: 'none' };
const unusable: Credential = { kind: 'unusable' };

/** Of `Authorization: Bearer` or `X-API-Key`. Both may come where they are the same. */
export function credentialOf(headers: IncomingHttpHeaders): Credential {
  const ways = [bearerOf(headers.authorization), keyOf(headers['x-api-key'])].filter(({ kind }) => kind !== 'none');
  const [first = none, second = first] = ways;
  if (first.kind !== 'text' || second.kind !== 'text') return ways.length === 0 ? none : unusable;
  return first.text === second.text ? first : unusable;
}

/** What stands in a URL ends in logs and histories: the refusal of one with a secret in it, or null. */
export function checkUrlSecrets(url: string): ProblemException | null {
  const query = url.slice(url.indexOf('?') + 1);
  if (query.length === url.length) return null;
  for (const [name, value] of new URLSearchParams(query)) {
    if (secretNames.includes(name.toLowerCase())) return secretInUrl(name.toLowerCase());
    if (secretText.test(value) || secretText.test(name)) return secretInUrl('…');
  }
  return null;
}

function bearerOf(header: string | undefined): Credential {
  if (header === undefined) return none;
  const text = bearer.exec(header)?.[1];
  return text === undefined ? unusable : { kind: 'text', text };
}

function keyOf(header: string | readonly string[] | undefined): Credential {
  if (header === undefined) return none;
  return typeof header === 'string' && visible.test(header) ? { kind: 'text', text: header } : unusable;
}
