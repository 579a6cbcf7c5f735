/** The tag by which an execution is found again from the request that started it, in whatever process. */
import { createHash } from 'node:crypto';
import type { CallOrigin } from './open-call.js';

/** On every execution that was started over this protocol. */
export const protocolTag = 'mcp';

/** The tag of a request; null for one that no session stands behind: the ids of two clients would be the same. */
export function callTag({ sessionId, messageId }: Pick<CallOrigin, 'sessionId' | 'messageId'>): string | null {
  if (sessionId === null || messageId === null) return null;
  const text = JSON.stringify([sessionId, messageId]);
  return `mcp-call:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
