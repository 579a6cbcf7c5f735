/** From a cursor back to the key that it stands for. */
import { keyOfCursor } from '@ice/core';
import type { ProblemException } from '../problem/problem-exception.js';
import { refuseQuery } from './refuse-query.js';

/** The key, or undefined where no cursor was sent. Refuses what is no cursor of this list. @param keys what its keys look like. */
export function readCursor(cursor: string | undefined, keys: RegExp): string | undefined {
  if (cursor === undefined) return undefined;
  const key = keyOfCursor(cursor);
  if (key !== null && keys.test(key)) return key;
  throw noCursor();
}

function noCursor(): ProblemException {
  return refuseQuery([{ pointer: '/cursor', code: 'query-invalid', detail: 'cursor is none of this list' }]);
}
