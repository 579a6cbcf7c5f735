/** Stands between a client and a server, and sees every piece of an answer before the client does. What becomes of it is for others to say. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A port that leads to another one of this machine. */
export abstract class TcpTap {
  /** Connections that clients have opened. */
  connections = 0;
  readonly #sockets = new Set<Socket>();

  /** @param server that listens; see `listening`. @param target the port that it leads to. */
  constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on('connection', (client) => this.#join(client));
  }

  /** The port of this end. */
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Connections that are open now, both ends counted. */
  get open(): number {
    return this.#sockets.size;
  }

  /** Ends all connections without a word. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  /** A piece of an answer has come. */
  protected abstract passOn(client: Socket, answer: Buffer): void;

  #join(client: Socket): void {
    this.connections += 1;
    const server = connect(this.target, '127.0.0.1');
    for (const socket of [client, server]) {
      this.#sockets.add(socket.setNoDelay());
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
    }
    client.on('data', (asked) => server.write(asked)).on('close', () => server.destroy());
    server.on('data', (answer) => this.passOn(client, answer)).on('close', () => client.destroy());
  }
}

/** A server on a free port, for a tap. */
export async function listening(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
