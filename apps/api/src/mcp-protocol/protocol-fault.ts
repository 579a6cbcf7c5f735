/** A refusal in the words of JSON-RPC: for what is wrong with the request itself, rather than with what it asks for. */
import type { JsonObject } from '@ice/core';

/** The codes that are used here. */
export const protocolCodes = { invalidParams: -32_602, internalError: -32_603 } as const;

/** Thrown inside a handler; the protocol's own code answers it. */
export class ProtocolFault extends Error {
  constructor(
    readonly code: (typeof protocolCodes)[keyof typeof protocolCodes],
    message: string,
    readonly data?: JsonObject,
  ) {
    super(message);
    this.name = 'ProtocolFault';
  }
}
