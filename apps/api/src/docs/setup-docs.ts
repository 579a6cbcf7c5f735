/** Serves Swagger UI at `/docs` and the documents at `/openapi.json` and `/asyncapi.json`: from local files, without a request to anyone
 *  else. What that takes is loaded with the first request for it, since most processes never get one: once, others wait for half a second. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openDocs } from './open-docs.js';

const places = ['/openapi.json', '/asyncapi.json', '/docs', '/docs/*'] as const;

/** About the connection between the pages and this server, which is none. */
const ownHeaders: ReadonlySet<string> = new Set(['connection', 'date', 'keep-alive', 'transfer-encoding']);

/** Adds the routes. */
export function setupDocs(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  let opening: Promise<FastifyInstance> | undefined;
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const docs = await (opening ??= openDocs(app));
    await answerFrom(docs, request, reply);
  };
  for (const place of places) server.get(place, answer);
}

/** What the pages say, as an answer of this server. */
async function answerFrom(docs: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  // Also where only the head of the answer is wanted: this server leaves the rest out.
  const { url, headers } = request;
  const answer = await docs.inject({ method: 'GET', url, headers });
  if (answer.statusCode === 404) return reply.callNotFound();
  if (answer.statusCode > 404) throw new Error(`The documentation answers ${url} with ${answer.statusCode}.`);
  const told = Object.entries(answer.headers).filter(([name]) => !ownHeaders.has(name));
  await reply.code(answer.statusCode).headers(Object.fromEntries(told)).send(answer.rawPayload);
}
