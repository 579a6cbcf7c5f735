/** Schemas of keys and tokens. */
import { accessScopes } from '@ice/core';
import type { OpenApiSchema } from './open-api-schema.js';

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const timeOrNull = { type: ['string', 'null'], format: 'date-time' };

const keyMembers = {
  id: text,
  name: text,
  scopes: { type: 'array', items: { enum: [...accessScopes] } },
  budget_usd: { type: ['string', 'null'], description: 'What it may spend in a window; null = no limit of its own.' },
  created_at: time,
  created_by: { type: ['string', 'null'], description: 'The key that made it; null where none was needed.' },
  expires_at: timeOrNull,
  revoked_at: timeOrNull,
};

function object(properties: Readonly<Record<string, unknown>>): OpenApiSchema {
  return { type: 'object', required: Object.keys(properties), properties };
}

/** Component name to schema. */
export const accessSchemas: Readonly<Record<string, OpenApiSchema>> = {
  ApiKey: object(keyMembers),
  CreatedApiKey: object({ ...keyMembers, key: { ...text, description: 'Its text. It is shown this once.' } }),
  StreamToken: object({ token: text, expires_at: time }),
};
