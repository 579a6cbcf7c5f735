/** The schemas that the OpenAPI document names. Blueprints, nodes, events and executions come from core's zod schemas; nothing of them is
 *  written a second time here. */
import { blueprintJsonSchema, type JsonObject, type JsonValue } from '@ice/core';
import { accessSchemas } from './access-schemas.js';
import { auditSchemas } from './audit-schemas.js';
import { comparisonSchemas } from './comparison-schemas.js';
import { executionComponents } from './execution-components.js';
import { governanceSchemas } from './governance-schemas.js';
import type { OpenApiSchema } from './open-api-schema.js';
import { partialSchemas } from './partial-schemas.js';
import { secretSchemas } from './secret-schemas.js';
import { wireSchemas } from './wire-schemas.js';

const root = 'Blueprint';

/** Component name to schema. */
export function componentSchemas(): Readonly<Record<string, OpenApiSchema>> {
  const { $defs, $schema: _dialect, ...blueprint } = blueprintJsonSchema();
  const nested = inComponents($defs ?? {}) as Readonly<Record<string, OpenApiSchema>>;
  const own = '$ref' in blueprint ? {} : { [root]: inComponents(blueprint) as OpenApiSchema };
  return {
    ...nested,
    ...own,
    ...(inComponents(executionComponents()) as Readonly<Record<string, OpenApiSchema>>),
    ...wireSchemas,
    ...accessSchemas,
    ...auditSchemas,
    ...comparisonSchemas,
    ...governanceSchemas,
    ...secretSchemas,
    ...partialSchemas(),
  };
}

/** References into `$defs` become references into the components; ids of schemas are their component names. */
function inComponents(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(inComponents);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .filter(([key, member]) => key !== 'id' || typeof member !== 'string')
      .map(([key, member]) => [key, key === '$ref' ? reference(member) : inComponents(member)]),
  );
}

function reference(target: JsonValue): JsonValue {
  if (target === '#') return `#/components/schemas/${root}`;
  return typeof target === 'string' ? target.replace('#/$defs/', '#/components/schemas/') : target;
}
