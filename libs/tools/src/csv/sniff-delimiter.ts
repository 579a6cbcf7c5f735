/** Which character parts the cells of a file, where nobody says so. Only its header decides, by a rule that can be told in a sentence:
 *  data never does, so that a file does not change its columns with its rows. */
import type { CsvLimits } from './csv-limits.js';

/** In the order in which they are tried. */
const candidates = [',', ';', '\t', '|'];

/** A text with the delimiter to read it by. */
export interface DelimitedText {
  readonly delimiter: string;
  readonly text: AsyncIterable<string>;
}

/** The first of comma, semicolon, tab and bar that stands outside of quotes; a comma where there is none of them. */
export function sniffDelimiter(header: string): string {
  const unquoted = header.replace(/"[^"]*(?:"|$)/g, '');
  return candidates.find((candidate) => unquoted.includes(candidate)) ?? ',';
}

/** The text as it is, and the delimiter: the one that is given, or the header's. Reads no further than the header. */
export async function delimited(
  text: AsyncIterable<string>,
  given: string | undefined,
  limits: CsvLimits,
): Promise<DelimitedText> {
  if (given !== undefined) return { delimiter: given, text };
  const pieces = text[Symbol.asyncIterator]();
  const header = new HeaderReader();
  let read = '';
  // A header beyond this is refused by whoever parses it.
  while (!header.hasEnded && read.length <= limits.maxRecordBytes) {
    const next = await pieces.next();
    if (next.done === true) break;
    read += next.value;
    header.take(next.value);
  }
  return { delimiter: sniffDelimiter(header.text), text: resumed(read, pieces) };
}

/** Finds the first record: up to the first line end outside of quotes, without the empty lines before it. */
class HeaderReader {
  text = '';
  hasEnded = false;
  private isQuoted = false;

  take(piece: string): void {
    for (let at = 0; at < piece.length && !this.hasEnded; at += 1) this.takeOne(piece.charAt(at));
  }

  private takeOne(character: string): void {
    if (character === '"') this.isQuoted = !this.isQuoted;
    const isLineEnd = !this.isQuoted && (character === '\n' || character === '\r');
    if (!isLineEnd) this.text += character;
    else this.hasEnded = this.text !== '';
  }
}

async function* resumed(read: string, pieces: AsyncIterator<string>): AsyncGenerator<string> {
  if (read !== '') yield read;
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return;
    yield next.value;
  }
}
