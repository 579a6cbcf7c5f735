/** Judges the request that wants to become a socket, with the same checks as every other request, before anything is upgraded. Pure:
 *  from the head of a request to what it wants to watch, or to a refusal. */
import type { IncomingHttpHeaders } from 'node:http';
import { checkUrlSecrets } from '../../access/credentials.js';
import { checkHost } from '../../http/door/check-host.js';
import { checkOrigin } from '../../http/door/check-origin.js';
import type { DoorList } from '../../http/door/door-list.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { shown } from '../../http/problem/problem.js';

/** The path of the stream. */
export const streamPath = '/api/v1/stream';

/** The sub-protocol that is spoken here. */
export const streamProtocol = 'ice.stream.v1';

/** What a socket watches from the start. */
export interface StreamTarget {
  /** The execution that the path names; null on `/api/v1/stream`. */
  readonly executionId: string | null;
  /** The last sequence already seen. */
  readonly after: number;
}

/** The parts of a request that are looked at. */
export interface HandshakeRequest {
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Every value of each header. */
  readonly headersDistinct: Readonly<Record<string, readonly string[] | undefined>>;
}

/** What is wanted, or why it is refused. */
export type Handshake =
  { readonly ok: true; readonly target: StreamTarget } | { readonly ok: false; readonly refusal: ProblemException };

const executionPath = /^\/ws\/executions\/([^/]{1,64})$/;
const sequence = /^\d{1,15}$/;

/** Judges. */
export function judgeHandshake({ url = '/', headers, headersDistinct }: HandshakeRequest, door: DoorList): Handshake {
  const [path = '', query = ''] = url.split('?', 2);
  if (headersDistinct['host']?.length !== 1) return refused('malformed-request', 'A handshake has one Host header.');
  const executionId = executionOf(path);
  if (executionId === undefined) return refused('not-found', `There is no stream at ${shown(path)}.`);
  const parameters = new URLSearchParams(query);
  const refusal =
    checkUrlSecrets(url) ?? checkHost(headers, door.allowedHosts) ?? checkOrigin(headers, door.allowedOrigins);
  return refusal ? { ok: false, refusal } : targetOf(executionId, parameters);
}

/** The execution that the path names, null for none, undefined for a path without a stream. */
function executionOf(path: string): string | null | undefined {
  const place = path.endsWith('/') ? path.slice(0, -1) : path;
  return place === streamPath ? null : executionPath.exec(place)?.[1];
}

function targetOf(executionId: string | null, parameters: URLSearchParams): Handshake {
  const allowed = executionId === null ? [] : ['after'];
  const stranger = [...parameters.keys()].find((name) => !allowed.includes(name));
  if (stranger !== undefined) {
    return refused('query-invalid', `This stream has no parameter ${JSON.stringify(shown(stranger))}.`);
  }
  const after = parameters.get('after') ?? '0';
  if (!sequence.test(after) || parameters.getAll('after').length > 1) {
    return refused('query-invalid', 'after is the sequence of the last event seen: a whole number, once.');
  }
  return { ok: true, target: { executionId, after: Number(after) } };
}

function refused(code: string, detail: string): Handshake {
  return { ok: false, refusal: new ProblemException(code, detail) };
}
