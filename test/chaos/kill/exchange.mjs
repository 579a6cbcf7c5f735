// One request and its answer. Not fetch, which would cost the harness more time than the servers need to answer.
import { Agent, request as open } from 'node:http';

/** @typedef {{ body?: unknown, headers?: Readonly<Record<string, string>>, isText?: boolean }} Request `isText`: the answer is no JSON. */
/** @typedef {{ status: number, body: any, headers: import('node:http').IncomingHttpHeaders }} Answer `body`: null where there is none. */

const agent = new Agent({ keepAlive: true });
/** A server that says nothing for so long hangs, in ms. */
const patienceMs = 5_000;

/**
 * The answer, or null when the connection broke or nothing came for long: then nobody knows whether it took effect.
 * @param {string} url @param {string} method @param {Request} [request] @returns {Promise<Answer | null>}
 */
export function exchange(url, method, { body, headers = {}, isText = false } = {}) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sent = text === undefined ? headers : { ...headers, ...headersOf(text) };
  return new Promise((resolve) => {
    const broken = () => resolve(null);
    const request = open(url, { method, headers: sent, agent }, (response) => {
      let told = '';
      response.setEncoding('utf8').on('data', (/** @type {string} */ piece) => (told += piece));
      response.once('error', broken).once('aborted', broken);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, body: bodyOf(told, isText), headers: response.headers }),
      );
    });
    request
      .once('error', broken)
      .setTimeout(patienceMs, () => request.destroy())
      .end(text);
  });
}

/** @param {string} told @param {boolean} isText */
function bodyOf(told, isText) {
  if (isText) return told;
  return told === '' ? null : JSON.parse(told);
}

/** @param {string} text */
function headersOf(text) {
  return { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
}
