/** The cursor that an EventSource sends when it comes back by itself. */
import { ProblemException } from '../../http/problem/problem-exception.js';
import { shown } from '../../http/problem/problem.js';

const sequence = /^\d{1,15}$/;

/** The sequence of the last event seen; undefined where none was sent. Refuses what is no cursor of ours. */
export function readLastEventId(header: string | undefined): number | undefined {
  if (header === undefined || header === '') return undefined;
  if (sequence.test(header)) return Number(header);
  const detail = `Last-Event-ID: ${JSON.stringify(shown(header))} is the sequence of no event`;
  throw new ProblemException('validation-failed', `${detail}.`, {
    errors: [{ pointer: '', code: 'validation-failed', detail }],
  });
}
