import { describe, expect, it } from '@jest/globals';
import type { ModelMessage, ModelRequest } from '@ice/core';
import fc from 'fast-check';
import { createModelRegistry } from '../registry/create-model-registry.js';
import { boundRequestTokens, boundTextTokens } from './bound-request-tokens.js';
import { countMessageTokens, countRequestTokens } from './count-request-tokens.js';
import { countTextTokens } from './count-text-tokens.js';

const registry = createModelRegistry({ allowedModels: ['*', 'ollama/llama3'], priceFloorUsd: 0.01, providers: {} });
const user = (content: string): ModelMessage => ({ role: 'user', content });

describe('the most tokens of a text', () => {
  it('are its tokens where the tokenizer is public, else its bytes', () => {
    expect(boundTextTokens('openai/gpt-4o', 'お誕生日おめでとう')).toBe(8);
    expect(boundTextTokens('anthropic/claude-sonnet-4-5', 'お誕生日おめでとう')).toBe(27);
    expect(boundTextTokens('anthropic/claude-sonnet-4-5', '\ud83d')).toBe(3);
  });
});

describe('the most tokens of a request', () => {
  it('are what the documented chat format makes of plain messages', () => {
    const messages = [user('tiktoken is great!')];
    expect(boundRequestTokens({ model: 'openai/gpt-4o', messages })).toBe(
      countMessageTokens('openai/gpt-4o', messages),
    );
  });

  it('leave room for the wrapping, where the format is not known', () => {
    expect(boundRequestTokens({ model: 'deepseek/deepseek-chat', messages: [user('Hi!')] })).toBe(64 + 16 + 3);
  });

  it('grow with tools and with the schema of the answer', () => {
    const plain = { model: 'anthropic/claude-sonnet-4-5', messages: [user('Hi!')] };
    const tools = [{ name: 'echo', description: 'Says it again.', inputSchema: { type: 'object' } }];
    const bounds = [
      plain,
      { ...plain, outputSchema: { type: 'object' } },
      { ...plain, tools },
      { ...plain, tools, outputSchema: { type: 'object' } },
    ].map((request) => boundRequestTokens(request));
    expect(new Set(bounds).size).toBe(4);
    expect([...bounds].sort((left, right) => left - right)).toEqual(bounds);
  });

  it('are never fewer than are counted when a provider does not say', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.lorem({ maxCount: 10 }));
    const call = fc.record({ id: text, name: text, arguments: text });
    const message = fc.record({
      role: fc.constantFrom('system' as const, 'user' as const, 'assistant' as const, 'tool' as const),
      content: text,
      toolCalls: fc.array(call, { maxLength: 3 }),
    });
    const tool = fc.record({ name: text, description: text, inputSchema: fc.constant({ type: 'object' }) });
    const request = fc.record({
      model: fc.constantFrom('openai/gpt-4o', 'openai/gpt-4', 'anthropic/claude-sonnet-4-5', 'ollama/llama3'),
      messages: fc.array(message, { maxLength: 4 }),
      tools: fc.array(tool, { maxLength: 2 }),
      outputSchema: fc.constantFrom({ type: 'object' }, { type: 'string', maxLength: 10 }),
    });
    fc.assert(
      fc.property(request, (asked) => {
        expect(boundRequestTokens(asked)).toBeGreaterThanOrEqual(countRequestTokens(asked));
        const told = asked.messages.map(({ content }) => countTextTokens(asked.model, content));
        expect(boundRequestTokens(asked)).toBeGreaterThanOrEqual(told.reduce((sum, count) => sum + count, 0));
      }),
    );
  });
});

describe('the most that a request can cost', () => {
  const requestOf = (model: string): ModelRequest => ({ model, messages: [user('Hi!')], maxOutputTokens: 100 });

  it('is its input at the dearest input price and all of its output', () => {
    // gpt-4o-mini: (3 + 3 + 1 + 2) tokens in at 0.15 USD a million, 100 out at 0.60.
    expect(registry.maxChargeNanoUsd(requestOf('openai/gpt-4o-mini'))).toBe(9 * 150 + 100 * 600);
    expect(registry.maxChargeNanoUsd(requestOf('gpt-4o-mini'))).toBe(9 * 150 + 100 * 600);
  });

  it('counts input as written to the cache where that is dearer', () => {
    // claude-sonnet-4-0: 3.75 USD a million written to the cache, 15 out; 64 + 16 + 3 tokens in at most.
    expect(registry.maxChargeNanoUsd(requestOf('anthropic/claude-sonnet-4-0'))).toBe(83 * 3_750 + 100 * 15_000);
  });

  it('is the floor without a price', () => {
    expect(registry.maxChargeNanoUsd(requestOf('ollama/llama3'))).toBe(10_000_000);
  });

  it('has no more input than the context of the model', () => {
    const messages = [user('漢字'.repeat(300_000))];
    const long = { model: 'anthropic/claude-sonnet-4-0', messages, maxOutputTokens: 1 };
    expect(registry.maxChargeNanoUsd(long)).toBe(
      registry.prices.maxChargeNanoUsd(long.model, { input_tokens: 200_000, output_tokens: 1 }),
    );
  });
});
