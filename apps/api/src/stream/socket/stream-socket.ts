/** The server's end of a socket: the close codes of `ice.stream.v1` also where the protocol library closes by itself. */
import { WebSocket } from 'ws';

const messageTooBig = 1009;
const frameTooLarge = 4413;

/** See the head of this file. */
export class StreamSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === messageTooBig) super.close(frameTooLarge, 'frame-too-large');
    else super.close(code, reason);
  }
}
