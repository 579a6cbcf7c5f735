/** What the end of a socket means for its reader: come back, or be told why not. */
import { IceProblem, type Problem } from '../problem/ice-problem.js';
import { IceUnexpectedAnswer } from '../problem/ice-unexpected-answer.js';
import { StreamLost } from './stream-lost.js';

/** How a socket ended. */
export interface SocketEnd {
  readonly url: string;
  /** The close code; 1006 where none came. */
  readonly code: number;
  readonly reason: string;
  /** False for one that was never opened. */
  readonly wasOpen: boolean;
  /** What the server said before, without naming a subscription. */
  readonly problem: Problem | null;
  /** When the server said that it wants to be asked again, in ms. */
  readonly delayMs: number | null;
}

/** Closing for these will happen again: binary frames, malformed ones, not allowed, protocol not spoken, frame too large. */
const finalCodes = [1003, 4400, 4403, 4406, 4413];
/** Nobody is known by the token, or its time is over: a new one is made for the next socket. */
const unauthenticatedCode = 4401;

/** The error of an end before `complete`. */
export function errorOfEnd(end: SocketEnd): Error {
  const { code, reason, wasOpen, delayMs } = end;
  if (finalCodes.includes(code)) return causeOf(end);
  const message = `the socket was closed (${code}${reason && `, ${reason}`})`;
  if (code === unauthenticatedCode) return new StreamLost(message, { isFinalOnRepeat: true }, { cause: causeOf(end) });
  return new StreamLost(message, { isSocketRefused: !wasOpen, ...(delayMs !== null && { delayMs }) });
}

function causeOf({ url, code, reason, problem }: SocketEnd): Error {
  return problem ? new IceProblem(problem) : new IceUnexpectedAnswer(url, code, reason);
}
