/** Stands between a client and the API, and cuts every connection after so many bytes of answers: as networks do, in the middle of
 *  anything. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** See the head of this file. */
export class CuttingProxy implements AsyncDisposable {
  /** Cuts made. */
  cuts = 0;
  /** Connections that clients have opened. */
  connections = 0;
  #bytesLeft = Infinity;
  #next: number[] = [];
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly apiPort: number,
  ) {
    server.on('connection', (client) => this.#join(client));
  }

  static async start(apiPort: number): Promise<CuttingProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CuttingProxy(server, apiPort);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Connections that are open now, both ends counted. */
  get open(): number {
    return this.#sockets.size;
  }

  /** Lets so many bytes through, cuts, lets the next number through, and so on; everything after the last one. */
  cutAfter(...bytes: readonly number[]): void {
    this.#next = [...bytes];
    this.#arm();
  }

  cut(): void {
    this.cuts += 1;
    for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  #arm(): void {
    this.#bytesLeft = this.#next.shift() ?? Infinity;
  }

  #join(client: Socket): void {
    this.connections += 1;
    const api = connect(this.apiPort, '127.0.0.1');
    for (const socket of [client, api]) {
      this.#sockets.add(socket.setNoDelay());
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
    }
    client.on('data', (asked) => api.write(asked)).on('close', () => api.destroy());
    api.on('data', (answer) => this.#passOn(client, answer)).on('close', () => client.destroy());
  }

  #passOn(client: Socket, answer: Buffer): void {
    const passed = answer.subarray(0, this.#bytesLeft);
    client.write(passed);
    this.#bytesLeft -= passed.length;
    if (passed.length === answer.length) return;
    // What was written is to arrive: a connection that breaks off is not one that was never there.
    client.end(() => this.cut());
    this.#arm();
  }
}
