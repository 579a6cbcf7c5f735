/** The id that the mock bin gives to what is posted: made of the content alone, so that the same item has the same id anywhere. */
import { canonicalJson, isJsonObject, type JsonValue } from '@ice/core';
import { createHash } from 'node:crypto';

const longestSlug = 30;
const hashDigits = 6;

/** `LOC-<slug>-<hash>`: the slug of its `title` or `name`, and the first six hex digits of the SHA-256 of its canonical JSON. */
export function listingIdOf(payload: JsonValue): string {
  const hash = createHash('sha256').update(canonicalJson(payload)).digest('hex').slice(0, hashDigits);
  return `LOC-${slugOf(payload)}-${hash}`;
}

function slugOf(payload: JsonValue): string {
  const texts = isJsonObject(payload) ? [payload['title'], payload['name']] : [];
  const text = texts.find((value) => typeof value === 'string') ?? '';
  return dashed(text).slice(0, longestSlug).replace(/-$/, '') || 'item';
}

function dashed(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-/, '');
}
