/** A connection ended before the execution did. Never leaves the stream's room: whoever reads is connected again, or told why not. */

/** How it ended. */
export interface LossFacts {
  /** When the server wants to be asked again, in ms; absent where it did not say. */
  readonly delayMs?: number;
  /** True for a socket that was never opened: something in between may not let sockets through. */
  readonly isSocketRefused?: boolean;
  /** What ends the stream when it happens again before anything has come. */
  readonly isFinalOnRepeat?: boolean;
}

/** See the head of this file. `cause` is what to tell where nothing helps. */
export class StreamLost extends Error {
  override readonly name = 'StreamLost';

  constructor(
    message: string,
    readonly facts: LossFacts = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
