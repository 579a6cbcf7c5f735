/** What a failed request means for a stream: another try, or its end. */
import { IceProblem } from '../problem/ice-problem.js';
import { retryDelayMs } from '../http/retry-delay.js';
import { StreamLost } from './stream-lost.js';

/** A loss where another try may help; else the error itself. */
export function lossOf(error: unknown): unknown {
  const delayMs = retryDelayMs(error, 1);
  if (delayMs === null) return error;
  const said = error instanceof IceProblem && error.retryAfterMs !== null ? { delayMs } : {};
  return new StreamLost((error as Error).message, said, { cause: error });
}

/** The same for a problem that came in the stream. */
export function lossOfProblem(problem: IceProblem): Error {
  if (!problem.retryable) return problem;
  const said = problem.retryAfterMs === null ? {} : { delayMs: problem.retryAfterMs };
  return new StreamLost(problem.message, said, { cause: problem });
}
