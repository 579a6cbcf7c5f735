/** How the documentation shows events. */
import type { OpenApiSchema } from '../docs/open-api-schema.js';

const event: OpenApiSchema = {
  type: 'object',
  required: ['sequence', 'type', 'at', 'execution_id', 'data'],
  properties: {
    sequence: { type: 'integer', minimum: 1, description: 'Without gaps within an execution.' },
    type: { type: 'string' },
    at: { type: 'string', format: 'date-time' },
    execution_id: { type: 'string' },
    path: { type: 'string', description: 'The node run; absent on events of the execution itself.' },
    node_id: { type: 'string' },
    attempt: { type: 'integer', minimum: 1 },
    data: { type: 'object', description: 'What this type of event says.' },
  },
};

const page: OpenApiSchema = {
  type: 'object',
  required: ['data', 'next_cursor', 'has_more'],
  properties: {
    data: { type: 'array', items: event },
    next_cursor: { type: ['string', 'null'], description: 'Hand it back as ?after= for the next page.' },
    has_more: { type: 'boolean' },
  },
};

const example = {
  sequence: 3,
  type: 'node.started',
  at: '2026-01-01T00:00:00.000Z',
  execution_id: 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B',
  path: 'copy',
  node_id: 'copy',
  attempt: 1,
  data: { kind: 'llm' },
};

const streamed = `id: 3\nevent: node.started\ndata: ${JSON.stringify(example)}\n\n`;

/** The content of the answer, by media type. */
export const eventContent = {
  'application/json': { schema: page, example: { data: [example], next_cursor: '3', has_more: true } },
  'text/event-stream': { schema: { type: 'string' }, example: streamed },
} as const;
