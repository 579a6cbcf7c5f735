/** Narrows a server to a few paths. Whatever else its modules would answer is not there, by any method and for anybody. */
import type { FastifyInstance } from 'fastify';
import { shown } from '../problem/problem.js';
import { ProblemException } from '../problem/problem-exception.js';

/** What a process answers that runs executions and serves nobody. */
export const workerPaths: readonly string[] = ['/health', '/ready', '/metrics'];

/** To be called before any other hook is added. */
export function serveOnly(fastify: FastifyInstance, paths: readonly string[]): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (paths.includes(request.routeOptions.url ?? '')) return done();
    reply.header('x-request-id', request.id);
    const path = request.raw.url?.split('?', 1)[0] ?? '';
    done(new ProblemException('not-found', `There is nothing at ${shown(path)}.`));
  });
}
