/** From a cursor back to the key that it stands for. */
import { keyOfCursor } from '@ice/core';
import { ProblemException } from '../problem/problem-exception.js';

/** The key, or undefined where no cursor was sent. Refuses what is no cursor of this list. @param keys what its keys look like. */
export function readCursor(cursor: string | undefined, keys: RegExp): string | undefined {
  if (cursor === undefined) return undefined;
  const key = keyOfCursor(cursor);
  if (key !== null && keys.test(key)) return key;
  const detail = 'cursor is none of this list';
  throw new ProblemException('validation-failed', `${detail}.`, {
    errors: [{ pointer: '/cursor', code: 'validation-failed', detail }],
  });
}
