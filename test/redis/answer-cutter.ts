/** Stands between a store and Redis, and cuts the connection when an answer comes: what was asked has been done, and who asked does not
 *  learn it. It can also change what an answer says. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A port that leads to Redis. */
export class AnswerCutter {
  /** Changes the text of an answer, but not its length. */
  rewrite: (answer: string) => string = (answer) => answer;
  #answersUntilCut = Infinity;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly redisPort: number,
  ) {
    server.on('connection', (client) => this.#join(client));
  }

  /** @param url of the Redis behind. */
  static async start(url: string): Promise<AnswerCutter> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new AnswerCutter(server, Number(new URL(url).port));
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Lets so many packets of answers through, cuts all connections instead of the next one, and lets everything through again. */
  cutAfter(answers: number): void {
    this.#answersUntilCut = answers;
  }

  /** True once the cut was made. */
  get hasCut(): boolean {
    return this.#answersUntilCut === Infinity;
  }

  async stop(): Promise<void> {
    this.#cut();
    this.server.close();
    await once(this.server, 'close');
  }

  #join(client: Socket): void {
    const redis = connect(this.redisPort, '127.0.0.1');
    for (const socket of [client, redis]) {
      this.#sockets.add(socket.setNoDelay());
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
    }
    client.on('data', (asked) => redis.write(asked)).on('close', () => redis.destroy());
    redis.on('data', (answer) => this.#passOn(client, answer)).on('close', () => client.destroy());
  }

  #passOn(client: Socket, answer: Buffer): void {
    if (this.#answersUntilCut > 0) {
      this.#answersUntilCut -= 1;
      client.write(Buffer.from(this.rewrite(answer.toString('latin1')), 'latin1'));
      return;
    }
    this.#answersUntilCut = Infinity;
    this.#cut();
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
