/** Ids begin with their time, so a time is a place in the order of ids. */
import { idTailLength, idTimeDigits } from '@ice/core';

/** The lowest id that an execution accepted at this time (ms since 1970) can have. */
export function firstIdAt(timeMs: number): string {
  return `ex_${idTimeDigits(timeMs)}${'0'.repeat(idTailLength)}`;
}
