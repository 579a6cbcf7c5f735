/** The refusal of a cursor that nobody can have been given. One form for every surface. */
import { ProblemException } from '../../http/problem/problem-exception.js';

/** `after` is beyond the last event: the reader counts something else, and would wait for events it has never seen. */
export function cursorAhead(after: number, sequence: number): ProblemException {
  const detail = `after is ${after}, but the last event has the sequence ${sequence}.`;
  return new ProblemException('cursor-ahead', detail, {
    errors: [{ pointer: '/after', code: 'cursor-ahead', detail }],
    facts: { sequence },
  });
}
