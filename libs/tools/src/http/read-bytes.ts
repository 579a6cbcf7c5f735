/** Reads an answer's body within a limit that counts what comes out of decompression, so that a small bomb stays small. */
import { pipeline, type Duplex, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { discard } from './discard.js';
import { answerTooLarge, upstreamInvalid } from './http-failure.js';

/** What can be decoded; sent as `Accept-Encoding`. */
export const acceptedEncodings = 'gzip, deflate, br';

const decoders: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** A body with what is needed to read it. */
export interface AnswerStream {
  readonly url: URL;
  readonly body: Readable;
  readonly contentEncoding: string | undefined;
}

/** All bytes of the body. Throws `http-answer-too-large` or `upstream-invalid`; errors of the connection pass through. */
export async function readBytes(answer: AnswerStream, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of decoded(answer) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw answerTooLarge(answer.url, maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    throw isZlibError(error) ? upstreamInvalid(answer.url, `is no sound ${answer.contentEncoding ?? ''}`) : error;
  }
  return Buffer.concat(chunks);
}

/** The first bytes of the body, at most `bytes` and perhaps none; the rest is thrown away with the connection. */
export async function readBeginning(answer: AnswerStream, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of decoded(answer) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= bytes) break;
    }
  } catch {
    // The status is the news; a broken explanation of it is none.
  }
  return Buffer.concat(chunks).subarray(0, bytes);
}

function decoded({ url, body, contentEncoding }: AnswerStream): Readable {
  const coding = contentEncoding?.trim().toLowerCase() ?? '';
  if (coding === '' || coding === 'identity') return body;
  const decoder = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
  if (!decoder) {
    discard(body);
    throw upstreamInvalid(url, `has the content encoding "${coding.slice(0, 50)}", which is not read`);
  }
  // The callback is there because `pipeline` wants one: the reader of the last stream sees the same error.
  return pipeline(body, decoder(), () => undefined);
}

function isZlibError(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && (code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT'));
}
