/** The same words wherever an execution is not there. */
import { IceError } from '@ice/core';

/** `not-found` for an id of an execution. */
export function unknownExecution(id: string): IceError {
  return new IceError('not-found', `There is no execution "${id.slice(0, 64)}".`);
}
