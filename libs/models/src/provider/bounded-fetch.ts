/** The fetch that the SDKs are given: follows no redirect (a key must not travel to another host), takes no more than it should,
 *  and gives an error body that came with status 200 away as what it is. */
import { isJsonObject, type JsonObject } from '@ice/core';

/** How much is taken. */
export interface BodyLimits {
  /** All of a stream, unpacked. */
  readonly bytes: number;
  /** One event of it: an SDK searches all that it holds of an event again with each piece that comes. */
  readonly eventBytes: number;
}

/** Longest answers of models in their wordiest form: some hundred thousand tokens with 400 bytes around each. */
const defaultBodyLimits: BodyLimits = { bytes: 128 * 1024 * 1024, eventBytes: 1024 * 1024 };

/** Of an answer that says no, only its sentence is of use. */
const refusalLimits: BodyLimits = { bytes: 1024 * 1024, eventBytes: 1024 * 1024 };

const lineFeed = 10;
const carriageReturn = 13;

/** More came than is taken. */
export class BodyTooLargeError extends Error {}

/** A stream was asked for, and JSON came; `error` is the error in it, when it is one. */
export class ErrorBodyError extends Error {
  constructor(readonly error: JsonObject | undefined) {
    super('The provider answered without a stream.');
  }
}

/** A fetch with these limits. Rejects with `ErrorBodyError` for JSON where a stream should be. */
export function boundedFetch(limits: BodyLimits = defaultBodyLimits): typeof fetch {
  return async (input, init) => {
    const answer = await fetch(input, { ...init, redirect: 'manual' });
    if (!answer.body) return answer;
    const body = answer.body.pipeThrough(bounded(answer.ok ? limits : refusalLimits));
    const { status, statusText, headers } = answer;
    const same = new Response(body, { status, statusText, headers });
    const isJson = headers.get('content-type')?.includes('application/json') ?? false;
    if (answer.ok && isJson) throw new ErrorBodyError(errorIn(await same.text()));
    return same;
  };
}

function bounded(limits: BodyLimits): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  const event = new EventLength();
  return new TransformStream({
    transform(piece, controller) {
      bytes += piece.length;
      if (bytes > limits.bytes || event.after(piece) > limits.eventBytes) {
        controller.error(new BodyTooLargeError('The answer is larger than is taken.'));
      } else controller.enqueue(piece);
    },
  });
}

/** Bytes since the last empty line. */
class EventLength {
  #bytes = 0;
  #isLineEmpty = true;

  after(piece: Uint8Array): number {
    for (const byte of piece) {
      this.#bytes += 1;
      if (byte === lineFeed) {
        if (this.#isLineEmpty) this.#bytes = 0;
        this.#isLineEmpty = true;
      } else if (byte !== carriageReturn) this.#isLineEmpty = false;
    }
    return this.#bytes;
  }
}

function errorIn(text: string): JsonObject | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (!isJsonObject(body)) return undefined;
    return isJsonObject(body['error']) ? body : undefined;
  } catch {
    return undefined;
  }
}
