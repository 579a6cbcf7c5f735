/** Bytes of an answer → JSON value. The other side is not trusted: what cannot be read honestly is a failure, never a guess. */
import type { JsonValue } from '@ice/core';
import { findUnfit } from '../json/find-unfit.js';
import { upstreamInvalid } from './http-failure.js';
import { isJsonType } from './request-body.js';

/**
 * JSON types are parsed, texts are decoded, everything else is `{base64}`; no bytes are null.
 * @throws FailureError `upstream-invalid` for bad JSON, JSON that no execution may hold (too deep, numbers beyond 2^53), or text
 * that is not in the charset it names (default UTF-8).
 */
export function parseAnswer(bytes: Buffer, contentType: string | undefined, url: URL): JsonValue {
  if (bytes.length === 0) return null;
  const type = contentType ?? 'text/plain';
  if (isJsonType(type)) return parseJson(decodeText(bytes, 'utf-8', url), url);
  return isTextType(type) ? decodeText(bytes, charsetOf(type), url) : { base64: bytes.toString('base64') };
}

function parseJson(text: string, url: URL): JsonValue {
  const value = parsed(text, url);
  const unfit = findUnfit(value);
  if (unfit)
    throw upstreamInvalid(url, `cannot be taken over: ${unfit.pointer.slice(0, 200) || 'it'} ${unfit.problem}`);
  return value;
}

function parsed(text: string, url: URL): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw upstreamInvalid(url, 'says that it is JSON and is not');
  }
}

function decodeText(bytes: Buffer, charset: string, url: URL): string {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    throw upstreamInvalid(url, `is no text in the charset "${charset.slice(0, 50)}"`);
  }
}

function isTextType(type: string): boolean {
  return /^\s*(text\/|application\/(xml|yaml|javascript|x-www-form-urlencoded)|[\w.+-]+\/[\w.-]+\+(xml|yaml))/i.test(
    type,
  );
}

function charsetOf(type: string): string {
  return /;\s*charset=\s*"?([\w.:-]+)/i.exec(type)?.[1] ?? 'utf-8';
}
