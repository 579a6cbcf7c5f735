/** What of an input goes into the journal, so that a reader sees what a node run worked on. Those that move whole files are left out, not
 *  cut: every node of a wide loop would record them again, and they can be had from the outputs that they were made of. */
import { sealJson, type JsonValue } from '@ice/core';

/** About so many bytes of JSON. */
const largestBytes = 64 * 1_024;

/** `{input}` when it is small enough to be recorded, as a copy that nobody can change any more. */
export function recordable(input: JsonValue): { readonly input?: JsonValue } {
  const sealed = sealJson(input, largestBytes);
  return sealed.ok ? { input: sealed.value } : {};
}
