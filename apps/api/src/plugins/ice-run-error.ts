/** Why `Ice.run` has no outputs. */
import type { JsonObject } from '@ice/core';

/** See the head of this file. */
export class IceRunError extends Error {
  /**
   * @param code of the failure, such as `tool-failed`, of the refusal, such as `blueprint-invalid`, or `cancelled`.
   * @param answer the snapshot of the execution, or the problem document.
   */
  constructor(
    readonly code: string,
    message: string,
    readonly answer: JsonObject,
  ) {
    super(message);
    this.name = 'IceRunError';
  }
}
