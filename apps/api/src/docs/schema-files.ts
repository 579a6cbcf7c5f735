/** The generated files of `schemas/`, for tools that do not want to start a server: editors, code generators, linters. What is in them
 *  is what the server serves and judges by; `npm run schemas` writes them, a test tells when they are stale. */
import type { INestApplication } from '@nestjs/common';
import { blueprintJsonSchema, executionEventJsonSchema } from '@ice/core';
import { asyncApiDocument } from './async-api-document.js';
import { createDocument } from './create-document.js';

/** File name to content. The same code gives the same bytes. */
export function schemaFiles(app: INestApplication): Readonly<Record<string, string>> {
  const { paths, components, ...document } = createDocument(app);
  const schemas = sortedByKey(components?.schemas ?? {});
  return {
    'asyncapi.json': fileText(asyncApiDocument()),
    'blueprint.schema.json': fileText(blueprintJsonSchema()),
    'events.schema.json': fileText(executionEventJsonSchema()),
    'openapi.json': fileText({ ...document, paths: sortedByKey(paths), components: { ...components, schemas } }),
  };
}

/** In an order that does not depend on which module was loaded first. */
function sortedByKey<Value>(members: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function fileText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
