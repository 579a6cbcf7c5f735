/** Counts answered requests. Paths are told by the pattern of their route, so that however many ids there are, there is one series. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.js';

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts each answer of the server once it was sent. To be called before routes are added. */
export function meterRequests(fastify: FastifyInstance, { requestDuration }: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    requestDuration.observe(labelsOf(request, reply), reply.elapsedTime / 1_000);
    done();
  });
}

function labelsOf(request: FastifyRequest, { statusCode }: FastifyReply) {
  return {
    route: request.is404 ? 'none' : (request.routeOptions.url ?? 'none'),
    method: methods.has(request.method) ? request.method : 'other',
    status_class: `${Math.floor(statusCode / 100)}xx`,
  };
}
