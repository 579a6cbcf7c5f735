import { describe, expect, it } from '@jest/globals';
import { nearestModel } from './nearest-model.js';

const names = ['anthropic/claude-sonnet-4-0', 'deepseek/deepseek-chat', 'openai/gpt-4o', 'openai/gpt-4o-mini'];

describe('the nearest model', () => {
  it.each([
    ['gpt-4o', 'openai/gpt-4o'],
    ['GPT-4O-MINI', 'openai/gpt-4o-mini'],
    ['openai/gpt4o', 'openai/gpt-4o'],
    ['deepsek/deepseek-chat', 'deepseek/deepseek-chat'],
    ['claude-4-sonnet', 'anthropic/claude-sonnet-4-0'],
    ['llama', undefined],
    ['gp', undefined],
    ['', undefined],
    ['/', undefined],
  ])('to %j is %j', (asked, nearest) => {
    expect(nearestModel(asked, names)).toBe(nearest);
  });

  it('is nothing where nothing is allowed', () => {
    expect(nearestModel('gpt-4o', [])).toBeUndefined();
  });
});
