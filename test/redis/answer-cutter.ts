/** Stands between a store and Redis, and cuts the connection when an answer comes: what was asked has been done, and who asked does not
 *  learn it. It can also change what an answer says. */
import type { Socket } from 'node:net';
import { listening, TcpTap } from '../support/tcp-tap.js';

/** A port that leads to Redis. */
export class AnswerCutter extends TcpTap {
  /** Changes the text of an answer, but not its length. */
  rewrite: (answer: string) => string = (answer) => answer;
  #answersUntilCut = Infinity;

  /** @param url of the Redis behind. */
  static async start(url: string): Promise<AnswerCutter> {
    return new AnswerCutter(await listening(), Number(new URL(url).port));
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Lets so many packets of answers through, cuts all connections instead of the next one, and lets everything through again. */
  cutAfter(answers: number): void {
    this.#answersUntilCut = answers;
  }

  /** True once the cut was made. */
  get hasCut(): boolean {
    return this.#answersUntilCut === Infinity;
  }

  protected override passOn(client: Socket, answer: Buffer): void {
    if (this.#answersUntilCut > 0) {
      this.#answersUntilCut -= 1;
      client.write(Buffer.from(this.rewrite(answer.toString('latin1')), 'latin1'));
      return;
    }
    this.#answersUntilCut = Infinity;
    this.cut();
  }
}
