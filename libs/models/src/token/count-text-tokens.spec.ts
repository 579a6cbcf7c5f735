import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countMessageTokens, countRequestTokens } from './count-request-tokens.js';
import { countTextTokens } from './count-text-tokens.js';
import { cutToTokens } from './cut-to-tokens.js';
import { loadTokenizer } from './load-tokenizer.js';
import { modelEncoding } from './model-encoding.js';

const model = 'openai/gpt-4o-mini';

describe('the encoding of a model', () => {
  it.each([
    ['openai/gpt-4o-mini', 'o200k_base', false],
    ['gpt-4o', 'o200k_base', false],
    ['openai/gpt-4.1-nano', 'o200k_base', false],
    ['openai/gpt-5.5-2026-04-23', 'o200k_base', false],
    ['openai/o3-mini', 'o200k_base', false],
    ['openai/ft:gpt-4o-mini-2024-07-18:acme', 'o200k_base', false],
    ['openai/gpt-4', 'cl100k_base', false],
    ['openai/gpt-4-turbo-2024-04-09', 'cl100k_base', false],
    ['openai/gpt-6-sol', 'o200k_base', true],
    ['openai/llama3', 'o200k_base', true],
    ['anthropic/claude-sonnet-4-5', 'o200k_base', true],
    ['deepseek/deepseek-chat', 'o200k_base', true],
    ['azure/gpt-4o', 'o200k_base', true],
  ])('%s: %s, estimated: %s', (name, encoding, estimated) => {
    expect(modelEncoding(name)).toEqual({ encoding, estimated });
  });
});

describe('counting the tokens of a text', () => {
  // The examples of the tokenizers' own documentation.
  it.each([
    ['openai/gpt-4o', 'tiktoken is great!', 6],
    ['openai/gpt-4', 'tiktoken is great!', 6],
    ['openai/gpt-4o', 'antidisestablishmentarianism', 6],
    ['openai/gpt-4o', 'お誕生日おめでとう', 8],
    ['openai/gpt-4', 'お誕生日おめでとう', 9],
    ['openai/gpt-4o', '', 0],
  ])('%s: %j has %d', (name, text, tokens) => {
    expect(countTextTokens(name, text)).toBe(tokens);
  });

  it('takes the names of special tokens for plain text', () => {
    expect(countTextTokens(model, '<|endoftext|>')).toBe(7);
  });

  it('agrees with the tokenizer wherever no stretch of letters or signs is very long', () => {
    const { countTokens } = loadTokenizer('o200k_base');
    const text = fc.array(fc.lorem({ maxCount: 20 }), { maxLength: 5 }).map((parts) => parts.join('\n\n    '));
    fc.assert(fc.property(text, (prose) => expect(countTextTokens(model, prose)).toBe(countTokens(prose))));
  });

  it.each(['a', 'é', '漢', '👍', '-', ' ', '\n', 'ab', '\u0301'])(
    'is not stalled by %j a hundred thousand times',
    (unit) => {
      const short = countTextTokens(model, unit.repeat(128 * 10));
      const long = countTextTokens(model, unit.repeat(128 * 800));
      expect(long).toBe(short * 80);
    },
  );

  it('has no text that is too long for it', () => {
    expect(countTextTokens(model, 'a'.repeat(64 * 200_000))).toBe(8 * 200_000);
  });

  it('counts halves of characters too', () => {
    expect(countTextTokens(model, '\ud83d')).toBe(1);
  });
});

describe('counting the tokens of a request', () => {
  const messages = [
    { role: 'system' as const, content: 'You are a helpful assistant.' },
    { role: 'user' as const, content: 'tiktoken is great!' },
  ];

  it('adds three tokens and the role for each message, and three for the start of the answer', () => {
    expect(countMessageTokens(model, messages)).toBe(3 + (3 + 1 + 6) + (3 + 1 + 6));
    expect(countMessageTokens(model, [])).toBe(3);
  });

  it('adds the output schema as text', () => {
    const outputSchema = { type: 'object' };
    expect(countRequestTokens({ model, messages })).toBe(23);
    expect(countRequestTokens({ model, messages, outputSchema })).toBe(
      23 + countTextTokens(model, '{"type":"object"}'),
    );
  });
});

describe('cutting a text', () => {
  it('keeps a beginning within the limit that the next character would break', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(text, fc.nat(60), (whole, limit) => {
        const cut = cutToTokens(model, whole, limit);
        expect(whole.startsWith(cut)).toBe(true);
        expect(countTextTokens(model, cut)).toBeLessThanOrEqual(limit);
        expect(cut).not.toMatch(/\p{Cs}/u);
        if (countTextTokens(model, whole) <= limit) expect(cut).toBe(whole);
      }),
    );
  });

  it('cuts long texts close to the limit', () => {
    const whole = 'The quick brown fox jumps over the lazy dog. '.repeat(1_000);
    const count = countTextTokens(model, cutToTokens(model, whole, 5_000));
    expect(count).toBeLessThanOrEqual(5_000);
    expect(count).toBeGreaterThan(4_950);
  });
});
