/** Something answered that does not speak this API: a proxy's page, a body that is no JSON, a stream that breaks its protocol. */

const shownCharacters = 200;

/** See the head of this file. */
export class IceUnexpectedAnswer extends Error {
  override readonly name = 'IceUnexpectedAnswer';

  /** @param status of HTTP, or the close code of a socket. @param text how the answer begins: at most 200 characters are kept. */
  constructor(
    readonly url: string,
    readonly status: number,
    text: string,
  ) {
    super(`${url}: unexpected answer (${status}): ${text.slice(0, shownCharacters)}`);
  }
}
