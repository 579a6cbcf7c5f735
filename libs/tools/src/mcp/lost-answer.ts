/** Answers that will not come, told as answers: the client waits for a request's answer until its time is up and has no other way to
 *  be told earlier. The marks are compared by identity, so no server can send one. */
import type { JSONRPCErrorResponse, RequestId } from '@modelcontextprotocol/client';

/** Why there is no answer. */
export const lostAnswer = Object.freeze({
  /** It has more bytes than are read. */
  tooLarge: Object.freeze({ lost: 'too-large' }),
  /** The connection that should bring it has ended. */
  cutOff: Object.freeze({ lost: 'cut-off' }),
});

/** One of the marks. */
export type LostAnswer = (typeof lostAnswer)[keyof typeof lostAnswer];

/** Largest message that is read, in bytes: what a node may put out (4 MiB), as text and as structured content. */
export const maxMessageBytes = 10 * 1024 * 1024;

const internalError = -32_603;

/** The answer to put in place of the one that is lost. */
export function inPlaceOf(id: RequestId, why: LostAnswer): JSONRPCErrorResponse {
  return { jsonrpc: '2.0', id, error: { code: internalError, message: why.lost, data: why } };
}
