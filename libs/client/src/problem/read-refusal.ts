/** From an answer that is no success to the error that tells of it. */
import { IceProblem, type Problem } from './ice-problem.js';
import { IceUnexpectedAnswer } from './ice-unexpected-answer.js';

/** Where the answer has come from, and its head. */
export interface AnswerHead {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
}

/** The error of an answer with this body. */
export function readRefusal({ url, status, headers }: AnswerHead, text: string): IceProblem | IceUnexpectedAnswer {
  const problem = problemIn(text);
  return problem ? new IceProblem(problem, retryAfterMs(headers)) : new IceUnexpectedAnswer(url, status, text);
}

/** The problem document of a JSON text; null for any other text. */
function problemIn(text: string): Problem | null {
  try {
    const value: unknown = JSON.parse(text);
    return isProblem(value) ? value : null;
  } catch {
    return null;
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value && 'errors' in value;
}

/** A number of seconds, or a date. */
function retryAfterMs(headers: Headers): number | null {
  const text = headers.get('retry-after');
  if (text === null) return null;
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
