/** What the client's errors mean. None of its sentences is passed on but those of the server itself: the client's may hold an address
 *  with its query. */
import { FailureError } from '@ice/core';
import type { McpSdk } from './load-mcp-client.js';
import { lostAnswer } from './lost-answer.js';
import { ConnectFault, connectTimeoutMs } from './mcp-connection.js';
import type { ShowText } from './shown-text.js';

/** What is needed to tell a fault. */
export interface FaultTeller {
  readonly sdk: McpSdk;
  /** Name of the server. */
  readonly server: string;
  readonly show: ShowText;
}

/** The protocol's own bound of a message that is passed on, in characters. */
export const maxServerWords = 2_000;

/** The failure of a call. */
export function callFailure(error: unknown, tool: string, teller: FaultTeller): FailureError {
  const { sdk, server, show } = teller;
  if (sdk.ProtocolError.isInstance(error)) {
    if (error.data === lostAnswer.tooLarge) return tooLarge(tool);
    if (error.data === lostAnswer.cutOff) return unavailable(server, 'it ended its answer before the end');
    const words = show(error.message, maxServerWords) || 'no reason given';
    return new FailureError('tool-failed', `${tool} failed at its server: ${words}`, {
      evidence: { server, protocol_code: error.code },
    });
  }
  if (asksBack(sdk, error))
    return new FailureError(
      'tool-failed',
      `${tool} asks its caller something before it answers, and there is nobody to ask.`,
      {
        evidence: { server },
      },
    );
  if (isUnreadable(sdk, error))
    return new FailureError('tool-output-invalid', `The answer of ${tool} is not what the protocol allows.`, {
      evidence: { server },
    });
  return unavailable(server, reasonOf(error, teller), isWorthAnotherTry(error));
}

/** `mcp-unavailable`. */
export function unavailable(server: string, reason: string, retryable = true): FailureError {
  return new FailureError('mcp-unavailable', `The MCP server ${server} cannot be used: ${reason}.`, {
    retryable,
    evidence: { server },
  });
}

/** Why a server cannot be used, as the end of a sentence. */
export function reasonOf(error: unknown, teller: FaultTeller): string {
  if (error instanceof ConnectFault) return reasonOfConnect(error, teller);
  const { sdk } = teller;
  const status = statusOf(error);
  if (status === 401 || status === 403) return `it refused the credentials (HTTP ${status})`;
  if (status !== undefined) return `it answered HTTP ${status}`;
  if (isUnreadable(sdk, error)) return 'its answer is not what the protocol allows';
  if (sdk.ProtocolError.isInstance(error)) return `it said: ${teller.show(error.message, 300)}`;
  if (sdk.SdkError.isInstance(error) && error.code === sdk.SdkErrorCode.ConnectionClosed) return 'the connection ended';
  const code = systemCode(error);
  return code === undefined ? 'no connection' : `no connection (${code})`;
}

/** True for an answer that says that the session is not known any more, or another form of the protocol is spoken now; nothing was done
 *  then. */
export function isSessionLost(error: unknown): boolean {
  // 404 by the protocol; many servers say 400 of a session that they do not know.
  const status = statusOf(error);
  return status === 404 || status === 400;
}

function reasonOfConnect({ cause, isTooSlow, complaints }: ConnectFault, teller: FaultTeller): string {
  const reason = isTooSlow ? `it did not answer within ${connectTimeoutMs / 1_000} s` : reasonOf(cause, teller);
  // The end tells most: what went wrong stands below what led to it.
  const words = teller.show(complaints, complaints.length).slice(-500).trim();
  return words === '' ? reason : `${reason}; it wrote: ${words}`;
}

function tooLarge(tool: string): FailureError {
  return new FailureError('output-too-large', `The answer of ${tool} has more than 10 MiB.`);
}

/** The protocol's newer form lets a tool ask for input of a person or a model in place of an answer. */
function asksBack(sdk: McpSdk, error: unknown): boolean {
  return sdk.SdkError.isInstance(error) && error.code === sdk.SdkErrorCode.UnsupportedResultType;
}

function isUnreadable(sdk: McpSdk, error: unknown): boolean {
  const { InvalidResult, ClientHttpUnexpectedContent } = sdk.SdkErrorCode;
  const codes: readonly string[] = [InvalidResult, ClientHttpUnexpectedContent];
  if (sdk.SdkError.isInstance(error)) return codes.includes(error.code);
  // What is no JSON, and what is JSON but no message, passes through the client as it was thrown.
  return ['SyntaxError', 'ZodError', '$ZodError'].includes((error as { readonly name?: string } | null)?.name ?? '');
}

function statusOf(error: unknown): number | undefined {
  const status = (error as { readonly status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : undefined;
}

function isWorthAnotherTry(error: unknown): boolean {
  const status = statusOf(error instanceof ConnectFault ? error.cause : error);
  return status === undefined || status === 408 || status === 429 || status >= 500;
}

/** `ECONNREFUSED` and the like, wherever in the chain of causes it stands. */
function systemCode(error: unknown): string | undefined {
  for (let each = error, depth = 0; typeof each === 'object' && each !== null && depth < 5; depth += 1) {
    const { code, cause } = each as { readonly code?: unknown; readonly cause?: unknown };
    if (typeof code === 'string' && /^E[A-Z]+$|^UND_ERR|^CERT_|^ERR_TLS|_CERT/.test(code)) return code;
    each = cause;
  }
  return undefined;
}
