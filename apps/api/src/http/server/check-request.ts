/** What is looked at before a body is read: the Host header is there once, the path and its method exist, the body is of the one
 *  type that is read here. */
import type { FastifyRequest } from 'fastify';
import { checkBodyType } from '../body/check-body-type.js';
import { ProblemException } from '../problem/problem-exception.js';
import { shown } from '../problem/problem.js';
import type { RouteTable } from './route-table.js';

/** The reason to refuse the request, or null. */
export function checkRequest(request: FastifyRequest, routes: RouteTable): ProblemException | null {
  return checkHostHeader(request) ?? (request.is404 ? unknownRoute(request, routes) : checkBodyType(request));
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
