/** Serves Swagger UI at `/docs` and the document at `/openapi.json`: from local files, without a request to anyone else. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { createDocument } from './create-document.js';

/** Adds the routes. The document is made when it is first asked for. */
export function setupDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => createDocument(app), {
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
  });
}
