/** Makes the Fastify adapter of NestJS with our bounds, our one body parser, and problems for everything that Fastify or Node refuse
 *  by themselves. Routes are added by NestJS afterwards. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { IdSource } from '@ice/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { AppConfig } from '../../config/app-config.js';
import { parseBody } from '../body/parse-body.js';
import { answerPreflight, isPreflight, shareAnswer } from '../door/cors.js';
import type { DoorList } from '../door/door-list.js';
import { explainError } from '../problem/explain-error.js';
import { sendProblem } from '../problem/send-problem.js';
import { checkRequest } from './check-request.js';
import { answerClientFault } from './client-fault.js';
import { answerProblem } from './raw-problem.js';
import { requestIdOf } from './request-id.js';
import { RouteTable } from './route-table.js';
import { serveOnly, workerPaths } from './serve-only.js';

/** The adapter, ready for `NestFactory.create`. */
export function createAdapter(config: AppConfig, ids: IdSource): FastifyAdapter {
  const { http } = config;
  const adapter = new FastifyAdapter({
    ...serverOptions(http),
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers, ids),
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: (fault, socket) => answerClientFault(fault, socket, ids),
  });
  if (config.role === 'worker') serveOnly(adapter.getInstance(), workerPaths);
  addHooks(adapter, config);
  addBodyParser(adapter, http);
  answerExpectations(adapter.getHttpServer(), ids);
  return adapter;
}

function serverOptions(http: AppConfig['http']) {
  return {
    logger: false,
    bodyLimit: http.maxBodyBytes,
    requestTimeout: http.requestTimeoutMs - http.timeoutCheckMs,
    keepAliveTimeout: http.idleTimeoutMs,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: http.maxParamLength },
    http: {
      maxHeaderSize: http.maxHeaderBytes,
      headersTimeout: http.headersTimeoutMs - http.timeoutCheckMs,
      connectionsCheckingInterval: http.timeoutCheckMs,
      // Node would answer a missing Host with an empty 400; `check-request.ts` answers it with a problem.
      requireHostHeader: false,
    },
  };
}

/** In place of the compilers of Fastify, which are three hundred files: no route has a schema of its kind, ours judge every request. */
function noSchemas(): never {
  throw new Error('A route has a schema of Fastify.');
}

/** What the router refuses before any hook: a path that cannot be decoded, a parameter that is too long. */
function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(explainError(error), request, reply);
}

function addHooks(adapter: FastifyAdapter, door: DoorList): void {
  const routes = new RouteTable();
  const fastify = adapter.getInstance();
  fastify.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    if (!isPreflight(request)) return done(checkRequest(request, routes) ?? undefined);
    const methods = routes.methodsOf(request.raw.url?.split('?', 1)[0] ?? '');
    const refusal = answerPreflight(request, reply, methods, door);
    if (refusal) done(refusal);
  });
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    shareAnswer(request, reply, door.allowedOrigins);
    done();
  });
}

/** One parser for whatever the header says: it reads JSON and nothing else. */
function addBodyParser(adapter: FastifyAdapter, http: AppConfig['http']): void {
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => {
    const result = parseBody(bytes as Buffer, http.json);
    if (result.ok) done(null, result.value);
    else done(result.refusal, undefined);
  });
}

/** Node knows `100-continue` only, and would answer everything else without a word. */
function answerExpectations(server: Server, ids: IdSource): void {
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const detail = 'Only Expect: 100-continue can be met.';
    answerProblem(request, response, 'expectation-failed', detail, ids);
  });
}
