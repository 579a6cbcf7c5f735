/** Stands between a client and the API, and cuts every connection after so many bytes of answers: as networks do, in the middle of
 *  anything. */
import type { Socket } from 'node:net';
import { listening, TcpTap } from '../support/tcp-tap.js';

/** See the head of this file. */
export class CuttingProxy extends TcpTap implements AsyncDisposable {
  /** Cuts made. */
  cuts = 0;
  #bytesLeft = Infinity;
  #next: number[] = [];

  static async start(apiPort: number): Promise<CuttingProxy> {
    return new CuttingProxy(await listening(), apiPort);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Lets so many bytes through, cuts, lets the next number through, and so on; everything after the last one. */
  cutAfter(...bytes: readonly number[]): void {
    this.#next = [...bytes];
    this.#arm();
  }

  override cut(): void {
    this.cuts += 1;
    super.cut();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  protected override passOn(client: Socket, answer: Buffer): void {
    const passed = answer.subarray(0, this.#bytesLeft);
    client.write(passed);
    this.#bytesLeft -= passed.length;
    if (passed.length === answer.length) return;
    // What was written is to arrive: a connection that breaks off is not one that was never there.
    client.end(() => this.cut());
    this.#arm();
  }

  #arm(): void {
    this.#bytesLeft = this.#next.shift() ?? Infinity;
  }
}
