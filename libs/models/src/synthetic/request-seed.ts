/** What a synthetic answer depends on, as one text. Pure. */
import { createHash } from 'node:crypto';
import type { ModelRequest } from '@ice/core';

/**
 * The same for equal requests in every process: model, messages, output schema and output limit count, the order of keys
 * does not. The temperature is left out: nothing is drawn by chance here.
 */
export function requestSeed({ model, messages, outputSchema, maxOutputTokens }: ModelRequest): string {
  const turns = messages.map(({ role, content }) => [role, content]);
  const text = JSON.stringify(sorted([model, turns, outputSchema ?? null, maxOutputTokens]));
  return createHash('sha256').update(text).digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, entry]) => ({ key, entry: sorted(entry) }));
}
