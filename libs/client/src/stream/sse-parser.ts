/** Reads the text of server-sent events (WHATWG HTML, 9.2.6), in whatever pieces it comes. */

/** One message. Ids are not kept: every event says itself where it stands. */
export interface SseMessage {
  /** `message` where the server named none. */
  readonly event: string;
  readonly data: string;
}

/** See the head of this file. */
export class SseParser {
  #rest = '';
  #event = '';
  #data: string[] = [];

  /** The messages that are complete now. A line ends with LF or CR LF; this server writes no lone CR. */
  push(text: string): readonly SseMessage[] {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#line(line.endsWith('\r') ? line.slice(0, -1) : line));
  }

  #line(line: string): readonly SseMessage[] {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') this.#event = value;
    if (name === 'data') this.#data.push(value);
    return [];
  }

  #dispatch(): readonly SseMessage[] {
    const message = { event: this.#event || 'message', data: this.#data.join('\n') };
    const isEmpty = this.#data.length === 0;
    this.#event = '';
    this.#data = [];
    return isEmpty ? [] : [message];
  }
}
