/** JSON that a stream brings. */
import { IceUnexpectedAnswer } from '../problem/ice-unexpected-answer.js';

/** @throws IceUnexpectedAnswer for a text that is none. @param status what the error is to show. */
export function parseWire<T>(url: string, status: number, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new IceUnexpectedAnswer(url, status, text);
  }
}
