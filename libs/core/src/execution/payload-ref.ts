/** Large values of a journal. They do not stand in their event but beside it, under the hash of their JSON text, committed with it;
 *  the event says where. A value of at most `maxInlineBytes` never stands beside its event, so that there is one form for each size. */
import { createHash } from 'node:crypto';

/** What an event and the snapshot show in place of a large value. `GET /executions/{id}/nodes/{path}/io` gives the value. */
export interface PayloadRef {
  /** `sha256:<hex>` of the JSON text. */
  readonly hash: string;
  /** Of the JSON text in UTF-8. */
  readonly bytes: number;
  /** How the JSON text begins: at most 200 characters, whole ones. */
  readonly preview: string;
}

/** A value with more bytes of JSON than this (UTF-8) is a payload. */
export const maxInlineBytes = 8 * 1_024;

const previewCharacters = 200;

/** What stands for a JSON text of so many bytes. */
export function payloadRefOf(text: string, bytes: number): PayloadRef {
  const hash = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return { hash, bytes, preview: beginningOf(text) };
}

/** Never ends with half a surrogate pair: no UTF-8 exists for that. */
function beginningOf(text: string): string {
  const last = text.charCodeAt(previewCharacters - 1);
  const isCutInHalf = text.length > previewCharacters && last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isCutInHalf ? previewCharacters - 1 : previewCharacters);
}
