/** Lets go of a body that nobody will read. */
import type { Readable } from 'node:stream';

/** Closes the connection of a body. A stream that is destroyed unread reports it as an error, which without a listener ends the process. */
export function discard(body: Readable): void {
  body.on('error', () => undefined).destroy();
}
