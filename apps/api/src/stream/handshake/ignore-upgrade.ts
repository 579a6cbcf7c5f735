/** Gives a request that asks for a protocol we do not speak back to the HTTP server, as if it had not asked (RFC 9110, section 7.8).
 *  Java's HTTP client, for one, offers h2c with every request; Node hands all of them to whoever listens for upgrades. */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

const dropped = ['upgrade', 'http2-settings', 'connection'];

/** Puts the head of the request, without its offer, back in front of what follows it, and lets the server begin anew. */
export function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Socket, rest: Buffer): void {
  const { method = '', url = '', httpVersion } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`, ...keptHeaders(request.rawHeaders), '', ''];
  socket.unshift(Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), rest]));
  server.emit('connection', socket);
}

function keptHeaders(raw: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? '';
    if (!dropped.includes(name.toLowerCase())) kept.push(`${name}: ${raw[index + 1]}`);
  }
  return kept;
}
