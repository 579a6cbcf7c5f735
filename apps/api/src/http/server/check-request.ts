/** What is looked at before a body is read: the Host header is there once, the path and its method exist, the body is of the one
 *  type that is read here. */
import type { FastifyRequest } from 'fastify';
import { checkBodyType } from '../body/check-body-type.js';
import { ProblemException } from '../problem/problem-exception.js';
import { shown } from '../problem/problem.js';
import type { RouteTable } from './route-table.js';

/** The longest id in a path, in characters. Paths of node runs are longer; the router bounds them. */
export const maxIdLength = 200;

/** The reason to refuse the request, or null. */
export function checkRequest(request: FastifyRequest, routes: RouteTable): ProblemException | null {
  const refusal = checkHostHeader(request) ?? checkParameters(request);
  return refusal ?? (request.is404 ? unknownRoute(request, routes) : checkBodyType(request));
}

function checkParameters({ params }: FastifyRequest): ProblemException | null {
  const tooLong = Object.entries(params as Readonly<Record<string, string>>).find(
    ([name, value]) => name !== 'path' && name !== '*' && value.length > maxIdLength,
  );
  if (!tooLong) return null;
  const [name, value] = tooLong;
  return new ProblemException('uri-too-long', `${name} has ${value.length} characters; ${maxIdLength} are allowed.`);
}

/** HTTP/1.1 wants exactly one; Node would take the first of several. */
function checkHostHeader({ raw }: FastifyRequest): ProblemException | null {
  const hosts = raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts === 1 || (hosts === 0 && raw.httpVersion === '1.0')) return null;
  return new ProblemException('malformed-request', `The request has ${hosts} Host headers; it must have one.`);
}

/** 405 where the path exists for another method, else 404. */
function unknownRoute({ raw }: Pick<FastifyRequest, 'raw'>, routes: RouteTable): ProblemException {
  const path = raw.url?.split('?', 1)[0] ?? '';
  const methods = routes.methodsOf(path);
  if (methods.length === 0) return new ProblemException('not-found', `There is nothing at ${shown(path)}.`);
  const allow = methods.join(', ');
  return new ProblemException(
    'method-not-allowed',
    `${raw.method} is not a method of ${shown(path)}; it has ${allow}.`,
    {
      headers: { allow },
    },
  );
}
