/** Judges the Content-Type of a request that has a body: exactly `application/json` in UTF-8, uncompressed. Anything that a lenient
 *  reader might take for it, or that a browser may send without asking, is refused before the body is read. */
import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../problem/problem-exception.js';
import { shown } from '../problem/problem.js';

const json = /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*(?:utf-8|"utf-8")[ \t]*)?$/i;

/** The reason to refuse the body, or null. */
export function checkBodyType({ headers }: Pick<FastifyRequest, 'headers'>): ProblemException | null {
  if (!hasBody(headers)) return null;
  const type = headers['content-type']?.trim();
  if (type === undefined) return refuse('The body has no Content-Type.');
  if (!json.test(type)) return refuse(`Content-Type ${JSON.stringify(shown(type))} is not read here.`);
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding.trim().toLowerCase() === 'identity') return null;
  return refuse(`Content-Encoding ${JSON.stringify(shown(encoding))} is not read here.`);
}

function hasBody(headers: FastifyRequest['headers']): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

function refuse(detail: string): ProblemException {
  return new ProblemException('unsupported-media-type', detail, { headers: { 'accept-post': 'application/json' } });
}
