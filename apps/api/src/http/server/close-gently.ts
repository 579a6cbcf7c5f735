/** Closes a connection whose client may still be sending, so that the client gets to read the answer: an abrupt close would make the
 *  system throw away what was written to it (RFC 9112, section 9.6). */
import type { Socket } from 'node:net';

const patienceMs = 1_000;

/** From now on the end of the answer ends the writing side only; what still comes in is thrown away for at most a second. */
export function closeGently(socket: Socket): void {
  socket.destroySoon = () => {
    const timer = setTimeout(() => socket.destroy(), patienceMs);
    socket.once('close', () => clearTimeout(timer));
    socket.end();
    socket.resume();
  };
}
