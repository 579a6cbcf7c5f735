/** Which failures of a request are worth another try, and when. */
import { IceProblem } from '../problem/ice-problem.js';
import { IceUnexpectedAnswer } from '../problem/ice-unexpected-answer.js';
import { IceUnreachable } from '../problem/ice-unreachable.js';
import { backoffMs } from './backoff.js';

/** What a proxy says for a server that is away. */
const awayStatuses = [502, 503, 504];

/** Ms before a request that may be repeated is sent again; null where that would not help. @param failures in a row, from 1. */
export function retryDelayMs(error: unknown, failures: number): number | null {
  if (error instanceof IceUnreachable) return backoffMs(failures);
  if (error instanceof IceUnexpectedAnswer) return awayStatuses.includes(error.status) ? backoffMs(failures) : null;
  if (!(error instanceof IceProblem) || (error.status !== 429 && error.status !== 503)) return null;
  return error.retryAfterMs ?? backoffMs(failures);
}
