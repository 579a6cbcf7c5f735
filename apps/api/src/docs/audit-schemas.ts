/** Schemas of the audit. */
import { auditActions } from '@ice/core';
import type { OpenApiSchema } from './open-api-schema.js';

/** Component name to schema. */
export const auditSchemas: Readonly<Record<string, OpenApiSchema>> = {
  AuditRecord: {
    type: 'object',
    required: ['id', 'at', 'tenant', 'key_id', 'action', 'target'],
    properties: {
      id: { type: 'string' },
      at: { type: 'string', format: 'date-time' },
      tenant: { type: 'string', description: 'The code of the organisation, as it stands in its ids.' },
      key_id: { type: ['string', 'null'], description: 'The key with which it was done; null where none was needed.' },
      action: { enum: [...auditActions] },
      target: { type: 'string', description: 'What it was done to: an id, or the name of what has none.' },
      detail: { type: 'object', description: 'Small facts. No inputs, no secrets.' },
    },
  },
};
