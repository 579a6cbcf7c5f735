/** The schema of every list. */
import type { OpenApiSchema } from './open-api-schema.js';

/** A page of a component. */
export function listSchema(component: string): OpenApiSchema {
  return {
    type: 'object',
    required: ['data', 'next_cursor', 'has_more'],
    properties: {
      data: { type: 'array', items: { $ref: `#/components/schemas/${component}` } },
      next_cursor: { type: ['string', 'null'], description: 'Hand it back as ?cursor= for the next page.' },
      has_more: { type: 'boolean' },
    },
  };
}
