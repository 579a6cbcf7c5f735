import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import path from 'node:path';
import type { ModelRequest } from '@ice/core';
import { requestTo } from '../testing/ask.js';
import { cassetteFile } from './cassette-file.js';
import { cassetteRequest } from './cassette-request.js';

const full: Required<ModelRequest> = {
  model: 'openai/gpt-4o-mini',
  messages: [
    { role: 'system', content: 'Be terse.' },
    { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'search', arguments: '{"q":1}' }] },
    { role: 'tool', content: 'Found.', toolCallId: 'c1' },
  ],
  temperature: 0,
  maxOutputTokens: 50,
  outputSchema: { type: 'object' },
  tools: [{ name: 'search', description: 'Searches.', inputSchema: { type: 'object' } }],
};

const fileOf = (request: ModelRequest): string => cassetteFile(cassetteRequest(request));

describe('the document of a request', () => {
  it('has everything that a model is told, under wire names', () => {
    expect(cassetteRequest(full)).toEqual({
      model: 'openai/gpt-4o-mini',
      messages: [
        { role: 'system', content: 'Be terse.' },
        { role: 'assistant', content: '', tool_calls: [{ id: 'c1', name: 'search', arguments: '{"q":1}' }] },
        { role: 'tool', content: 'Found.', tool_call_id: 'c1' },
      ],
      temperature: 0,
      max_output_tokens: 50,
      output_schema: { type: 'object' },
      tools: [{ name: 'search', description: 'Searches.', input_schema: { type: 'object' } }],
    });
  });

  it('has nothing of what is not said', () => {
    expect(cassetteRequest(requestTo('openai/gpt-4o', { tools: [] }))).toEqual({
      model: 'openai/gpt-4o',
      messages: [{ role: 'user', content: 'Say hello.' }],
      max_output_tokens: 100,
    });
  });
});

describe('the file of a request', () => {
  it('stands below its provider and model', () => {
    expect(fileOf(full)).toMatch(/^openai\/gpt-4o-mini\/[0-9a-f]{16}\.json$/);
  });

  it('is the same for the same request, however it is put together', () => {
    const { model, ...others } = full;
    expect(fileOf({ ...others, outputSchema: { type: 'object' }, model })).toBe(fileOf(full));
  });

  it('is another one for whatever a model is told differently', () => {
    const changes: readonly Partial<ModelRequest>[] = [
      { model: 'openai/gpt-4o' },
      { messages: full.messages.slice(1) },
      { temperature: 0.1 },
      { maxOutputTokens: 51 },
      { outputSchema: true },
      { tools: [] },
    ];
    const files = changes.map((change) => fileOf({ ...full, ...change }));
    expect(new Set([...files, fileOf(full)]).size).toBe(changes.length + 1);
  });

  it.each([
    ['openai/ft:gpt-4o:acme::1', 'openai/ft_gpt-4o_acme__1/'],
    ['ollama/meta-llama/Llama-3.1:70b', 'ollama/meta-llama_Llama-3.1_70b/'],
    ['openai/../../etc/passwd', 'openai/____etc_passwd/'],
    ['openai/..', 'openai/_/'],
    ['openai/.hidden.', 'openai/_hidden_/'],
    ['openai/a\\b', 'openai/a_b/'],
    ['bare', 'other/bare/'],
  ])('of %s begins with %s', (model, folder) => {
    expect(fileOf(requestTo(model)).slice(0, folder.length)).toBe(folder);
  });

  it('has two folders and a name, and leads out of neither, whatever the model is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', ':', '\0', 'a', '-', ' ', 'é') }), (name) => {
        const file = fileOf(requestTo(`openai/${name}`));
        expect(file).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9._-]*\/[A-Za-z0-9_-][A-Za-z0-9._-]*\/[0-9a-f]{16}\.json$/);
        expect(path.normalize(file)).toBe(file);
      }),
    );
  });
});
