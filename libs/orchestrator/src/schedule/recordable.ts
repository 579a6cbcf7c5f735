/** What of an input goes into the journal: small ones whole, so that a reader sees what a node run worked on; large ones not at all,
 *  since they can be had again from the outputs that they were made of. */
import { sealJson, type JsonValue } from '@ice/core';

const largestBytes = 8 * 1_024;

/** `{input}` when it is small enough to be recorded. */
export function recordable(input: JsonValue): { readonly input?: JsonValue } {
  const sealed = sealJson(input, largestBytes);
  return sealed.ok ? { input: sealed.value } : {};
}
