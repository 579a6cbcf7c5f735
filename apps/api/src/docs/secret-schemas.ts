/** Schemas of what is told of secrets: never a value. */
import type { OpenApiSchema } from './open-api-schema.js';

/** Component name to schema. */
export const secretSchemas: Readonly<Record<string, OpenApiSchema>> = {
  Secret: {
    type: 'object',
    required: ['name', 'source', 'updated_at'],
    properties: {
      name: { type: 'string' },
      source: {
        enum: ['stored', 'environment'],
        description: 'stored: set by PUT, and wins. environment: set by the operator with ICE_SECRET_<NAME>.',
      },
      updated_at: { type: ['string', 'null'], format: 'date-time', description: 'Null for one of the environment.' },
    },
  },
};
