/** The pages of the documentation, as a server of their own that never listens: whoever has a request for them hands it in. */
import type { INestApplication } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { SwaggerCustomOptions } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { asyncApiDocument } from './async-api-document.js';
import { createDocument } from './create-document.js';

const options: SwaggerCustomOptions = {
  jsonDocumentUrl: 'openapi.json',
  raw: ['json'],
  customSiteTitle: 'iceOS API',
  swaggerOptions: {
    deepLinking: true,
    displayRequestDuration: true,
    docExpansion: 'list',
    filter: true,
    tryItOutEnabled: true,
    // Without this the page asks a validator on the internet for a badge.
    validatorUrl: null,
  },
};

/** Loads what the pages need, and makes the document of an application. Rejects where it cannot be made. */
export async function openDocs(app: INestApplication): Promise<FastifyInstance> {
  // Before `createDocument`: a part of the loading lets others have a turn so.
  const { SwaggerModule } = await import('@nestjs/swagger');
  const document = createDocument(app);
  const adapter = new FastifyAdapter({ routerOptions: { ignoreTrailingSlash: true } });
  // Of an application the module wants nothing but the adapter.
  const pages = { getHttpAdapter: () => adapter } as unknown as INestApplication;
  SwaggerModule.setup('docs', pages, () => document, options);
  const server: FastifyInstance = adapter.getInstance();
  const stream = asyncApiDocument();
  server.get('/asyncapi.json', async () => Promise.resolve(stream));
  await server.ready();
  return server;
}
