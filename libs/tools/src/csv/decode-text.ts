/** Bytes → text, strictly: what is no text in the given encoding fails, and is never replaced by question marks. */
import { isUtf8 } from 'node:buffer';
import { csvFailure } from './csv-failure.js';

/** Encodings that can be read. `latin1` is ISO 8859-1: 0x80 is a control character there, and a euro sign in `windows-1252`. */
export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252'] as const;

/** One of the encodings. */
export type TextEncoding = (typeof textEncodings)[number];

/**
 * Decodes chunk by chunk; a byte order mark of the encoding is left out.
 * @throws FailureError `csv-encoding`, with a hint where another encoding is plain to see.
 */
export async function* decodeText(chunks: AsyncIterable<Buffer>, encoding: TextEncoding): AsyncGenerator<string> {
  const decode = decoderOf(encoding);
  let line = 0;
  for await (const chunk of chunks) {
    if (line === 0) checkBeginning(chunk, encoding);
    line = Math.max(line, 1);
    const text = orFail(decode, chunk, encoding, line);
    line += newlines(chunk);
    if (text !== '') yield text;
  }
  const rest = orFail(decode, undefined, encoding, line);
  if (rest !== '') yield rest;
}

type Decode = (chunk?: Buffer) => string;

function decoderOf(encoding: TextEncoding): Decode {
  if (encoding === 'latin1') return (chunk) => chunk?.toString('latin1') ?? '';
  return encoding === 'windows-1252'
    ? (chunk) => windowsText(chunk?.toString('latin1') ?? '')
    : strictDecoder(encoding);
}

/** What Windows has from 0x80 to 0x9f, where ISO 8859-1 has control characters; a blank stands for nothing. */
const windowsCharacters = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

function windowsText(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (character) => {
    const written = windowsCharacters.charAt(character.charCodeAt(0) - 0x80);
    if (written === ' ') throw new TypeError('Windows-1252 has nothing there.');
    return written;
  });
}

function strictDecoder(encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (chunk) => (chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
}

function orFail(decode: Decode, chunk: Buffer | undefined, encoding: TextEncoding, line: number): string {
  try {
    return decode(chunk);
  } catch {
    const at = chunk ? lineOfBadOne(chunk, encoding, line) : line;
    throw csvFailure('csv-encoding', `the text is not ${encoding}. Name the file's own encoding in "encoding".`, at);
  }
}

/** Marks and NULs at the beginning tell the encoding apart from the one that was asked for. */
function checkBeginning(chunk: Buffer, encoding: TextEncoding): void {
  const found = guess(chunk);
  if (found === undefined || found === encoding) return;
  const known = (textEncodings as readonly string[]).includes(found);
  const hint = known ? `Set "encoding" to "${found}".` : `Convert the file; ${found} is not read.`;
  throw csvFailure('csv-encoding', `the file looks like ${found}, not ${encoding}. ${hint}`, 1);
}

function guess(chunk: Buffer): string | undefined {
  const [first, second, third] = chunk;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined)) return 'utf-16be';
  if (first === 0x1f && second === 0x8b) return 'gzip';
  return first !== 0 && second === 0 && third !== 0 && chunk.length > 2 ? 'utf-16le' : undefined;
}

function newlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

/** The line of the first bytes that are no text; undefined where that is not easily told. */
function lineOfBadOne(chunk: Buffer, encoding: TextEncoding, line: number): number | undefined {
  if (encoding === 'utf-8') return line + linesBeforeBadOne(chunk);
  if (encoding !== 'windows-1252') return undefined;
  const bad = chunk.findIndex((byte) => windowsCharacters.charAt(byte - 0x80) === ' ');
  return line + newlines(chunk.subarray(0, bad));
}

/** Complete lines before the first that is no UTF-8. */
function linesBeforeBadOne(chunk: Buffer): number {
  let start = 0;
  for (let count = 0; ; count += 1) {
    const end = chunk.indexOf(10, start);
    if (end === -1 || !isUtf8(chunk.subarray(start, end))) return count;
    start = end + 1;
  }
}
