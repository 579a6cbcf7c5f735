/** Starts a real HTTP server that only this machine can reach. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that runs. */
export interface LoopbackServer {
  /** E.g. `http://127.0.0.1:34567`, without a slash at the end. */
  readonly origin: string;
  /** E.g. `127.0.0.1:34567`. */
  readonly host: string;
  readonly server: Server;
  /** Stops listening and closes every connection. */
  readonly close: () => Promise<void>;
}

/** Listens on 127.0.0.1. Rejects when the port is taken. @param port default 0: a free one. */
export async function startLoopbackServer(serve: RequestListener, port = 0): Promise<LoopbackServer> {
  const server = createServer(serve);
  await listen(server, port);
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin: `http://${host}`, host, server, close: () => close(server) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
