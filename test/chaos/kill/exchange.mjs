// One request and its JSON answer. Not fetch, which would cost the harness more time than the servers need to answer.
import { Agent, request as open } from 'node:http';

/** @typedef {{ body?: unknown, headers?: Readonly<Record<string, string>> }} Request */

const agent = new Agent({ keepAlive: true });

/**
 * The answer, or null when the connection broke: then nobody knows whether it took effect.
 * @param {string} url @param {string} method @param {Request} [request] @returns {Promise<{ status: number, body: any } | null>}
 */
export function exchange(url, method, { body, headers = {} } = {}) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sent = text === undefined ? headers : { ...headers, ...headersOf(text) };
  return new Promise((resolve) => {
    const broken = () => resolve(null);
    const request = open(url, { method, headers: sent, agent }, (response) => {
      let told = '';
      response.setEncoding('utf8').on('data', (/** @type {string} */ piece) => (told += piece));
      response.once('error', broken).once('aborted', broken);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(told) }));
    });
    request.once('error', broken).end(text);
  });
}

/** @param {string} text */
function headersOf(text) {
  return { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
}
