/** Cuts a stream of bytes into lines within a bound of memory: of a line that is too long only its two ends are kept. */

/** Where lines go. */
export interface LineSink {
  /** A whole line, without its end. */
  line(text: string): void;
  /** A line that was too long: its first and its last bytes. */
  tooLong(beginning: string, ending: string): void;
}

/** Kept of either end of a line that is too long. */
const endBytes = 64;
const newline = 0x0a;

/** See the head of this file. */
export class LineReader {
  #parts: Buffer[] = [];
  #bytes = 0;

  /** @param maxBytes longest line */
  constructor(
    private readonly sink: LineSink,
    private readonly maxBytes: number,
  ) {}

  /** Takes the next bytes; gives the lines that end in them. */
  push(chunk: Buffer): void {
    let begin = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, begin)) {
      this.#keep(chunk.subarray(begin, end));
      this.#give();
      begin = end + 1;
    }
    this.#keep(chunk.subarray(begin));
  }

  #keep(part: Buffer): void {
    this.#bytes += part.length;
    this.#parts.push(part);
    if (this.#bytes > this.maxBytes) this.#parts = endsOf(Buffer.concat(this.#parts));
  }

  #give(): void {
    const bytes = Buffer.concat(this.#parts);
    const isTooLong = this.#bytes > this.maxBytes;
    this.#parts = [];
    this.#bytes = 0;
    if (isTooLong) this.sink.tooLong(text(bytes.subarray(0, endBytes)), text(bytes.subarray(-endBytes)));
    else if (bytes.length > 0) this.sink.line(text(bytes));
  }
}

/** Copies: a part of a buffer keeps the whole of it in memory. */
function endsOf(bytes: Buffer): Buffer[] {
  return [Buffer.from(bytes.subarray(0, endBytes)), Buffer.from(bytes.subarray(endBytes).subarray(-endBytes))];
}

function text(bytes: Buffer): string {
  return bytes.toString('utf8');
}
