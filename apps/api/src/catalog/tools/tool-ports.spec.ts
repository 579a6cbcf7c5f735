import { describe, expect, it } from '@jest/globals';
import type { ToolDescription } from '@ice/core';
import { toolDefaults } from './tool-defaults.js';
import { toolPorts } from './tool-ports.js';

const tool: ToolDescription = {
  name: 'post',
  toolkit: 'net',
  description: 'Posts.',
  effect: 'idempotent',
  input: {
    type: 'object',
    properties: {
      url: { type: 'string', description: 'Where to.' },
      retries: { type: 'integer', default: 3 },
      body: {},
      token: { type: 'string' },
    },
    required: ['url', 'retries', 'token'],
  },
  output: { type: 'object', properties: { id: { type: 'string' }, note: true }, required: ['id'] },
  secrets: ['/token'],
  examples: [],
};

describe('the ports of a tool', () => {
  it('are its arguments and the members of its output', () => {
    expect(toolPorts(tool)).toEqual({
      inputs: [
        {
          name: 'url',
          required: true,
          secret: false,
          description: 'Where to.',
          schema: { type: 'string', description: 'Where to.' },
        },
        {
          name: 'retries',
          required: false,
          secret: false,
          description: null,
          default: 3,
          schema: { type: 'integer', default: 3 },
        },
        { name: 'body', required: false, secret: false, description: null, schema: {} },
        { name: 'token', required: true, secret: true, description: null, schema: { type: 'string' } },
      ],
      outputs: [
        { name: 'id', required: true, description: null, schema: { type: 'string' } },
        { name: 'note', required: false, description: null, schema: true },
      ],
    });
  });

  it.each([true, {}, { type: 'array' }])('are none where the schema is %j', (schema) => {
    expect(toolPorts({ ...tool, input: schema, output: schema })).toEqual({ inputs: [], outputs: [] });
  });
});

describe('the defaults of a tool', () => {
  it('are those of a node that says nothing', () => {
    expect(toolDefaults(tool)).toEqual({ retry: expect.objectContaining({ max_attempts: 3 }), timeout_s: 60 });
  });

  it('are one attempt where a second could do something twice', () => {
    expect(toolDefaults({ ...tool, effect: 'at_most_once' }).retry).toBeNull();
  });
});
