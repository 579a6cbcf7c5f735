/** Answers what Node's parser refuses before there is a request. Logs nothing: whoever sends garbage must not fill the disk. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { IdSource } from '@ice/core';
import { writeProblem } from './raw-problem.js';

/** A `clientError` as Node reports it. */
export interface ClientFault extends Error {
  readonly code?: string;
}

/** The answers that differ from "this is no HTTP". */
const answers: Readonly<Record<string, readonly [code: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The request line and the headers are larger than this server reads.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['body-too-large', 'The chunk extensions are larger than this server reads.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request did not arrive in time.'],
};

/** Ends the connection, with a problem where somebody may read it: not when it is gone, has never spoken, or is being answered. */
export function answerClientFault(fault: ClientFault, socket: Socket, ids: IdSource): void {
  const isSilent = fault.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0;
  if (!socket.writable || isSilent || isBeingAnswered(socket) || fault.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [code, detail] = answers[fault.code ?? ''] ?? ['malformed-request', 'What was sent is no HTTP/1.1 request.'];
  writeProblem(socket, code, detail, ids);
}

/** A second answer in the middle of a first one would be read as a part of it. Node keeps the open answer on the socket. */
function isBeingAnswered(socket: Socket): boolean {
  return (socket as { readonly _httpMessage?: ServerResponse | null })._httpMessage?.headersSent ?? false;
}
