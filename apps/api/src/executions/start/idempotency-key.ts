/** Reads `Idempotency-Key`: any text by which a client knows a start again. What it means is the client's business. */
import { ProblemException } from '../../http/problem/problem-exception.js';

const visibleAscii = /^[!-~]{1,255}$/;

/** The key, or null where none was sent. Refuses what is no key, also two keys, which arrive as one text with a blank between. */
export function readIdempotencyKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  if (visibleAscii.test(header)) return header;
  throw new ProblemException(
    'idempotency-key-malformed',
    'Idempotency-Key is not one text of 1 to 255 visible ASCII characters.',
  );
}
