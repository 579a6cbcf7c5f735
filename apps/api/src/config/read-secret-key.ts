/** Reads `ICE_SECRET_KEY`. A key object shows its bytes to nobody, whoever prints or serializes the configuration. */
import { createSecretKey, type KeyObject } from 'node:crypto';
import { secretKeyBytes } from '@ice/core';
import { accepted, refused, type Reading } from './config-variable.js';

/** 32 bytes in base64 or hexadecimal digits; null where nothing is set. */
export function readSecretKey(text: string): Reading<KeyObject | null> {
  if (text === '') return accepted(null);
  const bytes = bytesOf(text);
  if (bytes?.length === secretKeyBytes) return accepted(createSecretKey(bytes));
  return refused(`allowed: ${secretKeyBytes} random bytes in base64 or hex, such as "openssl rand -base64 32" prints`);
}

/** `Buffer.from` would pass over characters that are none. */
function bytesOf(text: string): Buffer | null {
  if (/^[0-9A-Fa-f]{64}$/.test(text)) return Buffer.from(text, 'hex');
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
}
