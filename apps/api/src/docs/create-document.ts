/** Makes the OpenAPI 3.1 document out of the controllers. */
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { securitySchemes } from '../access/needs.decorator.js';
import { applyApiDecorators } from './api-decorators.js';
import { problemResponse } from './api-problems.decorator.js';
import { componentSchemas } from './component-schemas.js';
import { loadSwagger } from './load-swagger.js';
import { addRateLimitResponses } from './rate-limit-responses.js';

const keyText =
  'An API key, or where events are read a stream token. `x-scope` of an operation is the scope that it needs.';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** The version of this server, as its documents name it. */
export const apiVersion = '0.1.0';

const tags = {
  blueprints: 'Documents that say what to run, kept under version locks.',
  partials: 'Blueprints under construction, which may be unsound, until they are finalized.',
  executions: 'Blueprints at work: start, watch, cancel, run again, compare.',
  signals: 'What executions wait for, and the answers.',
  catalog: 'What a blueprint may name: tools, models, node kinds, limits.',
  'mock-bin': 'What was posted to the mock HTTP bin of this process. Test mode only.',
  governance: 'Money: what a document can cost, what an organisation may spend, and the models with their prices.',
  secrets: 'Credentials that blueprints read by name. No answer has a value.',
  access: 'API keys, and tokens for whoever only watches.',
  operations: 'Metrics, and the audit: who did what, and when.',
  problems: 'The meaning of every code.',
  health: 'Whether the process lives and can work.',
} as const;

/** The document. */
export function createDocument(app: INestApplication): OpenAPIObject {
  const swagger = loadSwagger();
  applyApiDecorators(swagger);
  const builder = new swagger.DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('iceOS')
    .setDescription('Compiles, prices and durably runs LLM workflows described as blueprints.')
    .setVersion(apiVersion)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', 'This server')
    .addGlobalResponse(problemResponse(403, ['host-not-allowed', 'origin-not-allowed', 'forbidden']))
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: keyText }, securitySchemes.bearer)
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: keyText }, securitySchemes.header);
  for (const [name, description] of Object.entries(tags)) builder.addTag(name, description);
  const document = swagger.SwaggerModule.createDocument(app, builder.build());
  addRateLimitResponses(document);
  const schemas = { ...document.components?.schemas, ...componentSchemas() } as Schemas;
  // Each operation names its own; those that name none are open to everybody.
  return { ...document, security: [], components: { ...document.components, schemas } };
}
