/** How the documentation shows events. */
import { listSchema } from '../../docs/list-schema.js';

const page = listSchema('ExecutionEvent');

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
