/** No answer came: the connection was refused, broke, or took too long. Whether the server did what was asked is not known. */

/** See the head of this file. `cause` is what the platform said. */
export class IceUnreachable extends Error {
  override readonly name = 'IceUnreachable';

  /** @param url what was asked for. */
  constructor(
    readonly url: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${url}: ${message}`, options);
  }
}
