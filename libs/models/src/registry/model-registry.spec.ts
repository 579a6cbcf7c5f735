import { describe, expect, it } from '@jest/globals';
import { isIceError } from '@ice/core';
import type { ModelDecision } from '@ice/core';
import { ScriptedModel } from '../scripted/scripted-model.js';
import { createModelRegistry } from './create-model-registry.js';
import type { ModelRegistryOptions } from './create-model-registry.js';

const registry = createModelRegistry({ providers: {} });

function decide(name: string, options: Partial<ModelRegistryOptions> = {}): ModelDecision {
  return createModelRegistry({ providers: {}, ...options }).decide(name);
}

/** The full name that a name was found to mean, or the reason against it. */
function meaning(decision: ModelDecision): string {
  return decision.allowed ? decision.model.name : decision.reason;
}

describe('what may be used by default', () => {
  it.each([
    ['openai/gpt-4o-mini', 'openai/gpt-4o-mini'],
    ['gpt-4o-mini', 'openai/gpt-4o-mini'],
    ['gpt-4o', 'openai/gpt-4o'],
    ['gpt-4o-2024-05-13', 'openai/gpt-4o-2024-05-13'],
    ['gpt-4-turbo-2024-04-09', 'openai/gpt-4-turbo-2024-04-09'],
    ['gpt-5-chat-latest', 'openai/gpt-5-chat-latest'],
    ['o3', 'openai/o3'],
    ['claude-sonnet-4-5', 'anthropic/claude-sonnet-4-5'],
    ['claude-sonnet-4-5-20250929', 'anthropic/claude-sonnet-4-5-20250929'],
    ['anthropic/claude-opus-5', 'anthropic/claude-opus-5'],
    ['deepseek-chat', 'deepseek/deepseek-chat'],
    ['deepseek/deepseek-reasoner', 'deepseek/deepseek-reasoner'],
  ])('%s means %s', (name, full) => {
    expect(meaning(registry.decide(name))).toBe(full);
  });

  it('is described with its context and its prices', () => {
    expect(registry.decide('gpt-4o-mini')).toEqual({
      allowed: true,
      model: {
        name: 'openai/gpt-4o-mini',
        provider: 'openai',
        contextTokens: 128_000,
        inputUsdPerMillion: 0.15,
        outputUsdPerMillion: 0.6,
      },
    });
  });

  it('is chat models of three providers, in alphabetical order, each of which is allowed and priced', () => {
    const models = registry.list();
    const names = models.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(new Set(models.map(({ provider }) => provider))).toEqual(new Set(['anthropic', 'deepseek', 'openai']));
    expect(
      names.filter((name) =>
        /3\.5|embedding|audio|image|realtime|whisper|tts|instruct|davinci|gpt.*-pro$|codex|claude-[23]/.test(name),
      ),
    ).toEqual([]);
    for (const model of models) expect(registry.decide(model.name)).toEqual({ allowed: true, model });
    expect(models.filter((model) => model.inputUsdPerMillion === null || model.outputUsdPerMillion === null)).toEqual(
      [],
    );
  });
});

describe('what may not be used', () => {
  it.each([
    ['gpt-4o-mni', 'No chat model with the name "gpt-4o-mni" is known here.', 'openai/gpt-4o-mini'],
    ['GPT-4O', 'No chat model with the name "GPT-4O" is known here.', 'openai/gpt-4o'],
    ['opanai/gpt-4o', 'No chat model with the name "opanai/gpt-4o" is known here.', 'openai/gpt-4o'],
    [
      'openai/claude-sonnet-4-5',
      'No chat model with the name "openai/claude-sonnet-4-5" is known here.',
      'anthropic/claude-sonnet-4-5',
    ],
    ['gpt-4o-2031-01-01', 'No chat model with the name "gpt-4o-2031-01-01" is known here.', 'openai/gpt-4o'],
    ['text-embedding-3-small', 'No chat model with the name "text-embedding-3-small" is known here.', undefined],
    ['banana', 'No chat model with the name "banana" is known here.', undefined],
    ['__proto__', 'No chat model with the name "__proto__" is known here.', undefined],
    ['toString', 'No chat model with the name "toString" is known here.', undefined],
    ['openai/constructor', 'No chat model with the name "openai/constructor" is known here.', undefined],
    ['gpt-5-pro', 'Model "gpt-5-pro" is not on this server\'s list of allowed models.', 'openai/gpt-5-nano'],
    [
      'gpt-5-pro-2025-10-06',
      'Model "gpt-5-pro-2025-10-06" is not on this server\'s list of allowed models.',
      'openai/gpt-5-nano',
    ],
    ['gemini-2.5-pro', 'Model "gemini-2.5-pro" is not on this server\'s list of allowed models.', undefined],
    [
      'claude-3-5-haiku-20241022',
      'Model "claude-3-5-haiku-20241022" is not on this server\'s list of allowed models.',
      'anthropic/claude-haiku-4-5',
    ],
    ['', '"" is not the name of a model.', undefined],
    ['gpt-4o\0', '"gpt-4o\\u0000" is not the name of a model.', undefined],
    ['gpt 4o', '"gpt 4o" is not the name of a model.', undefined],
    ['openai/', 'No chat model with the name "openai/" is known here.', undefined],
    ['/gpt-4o', 'No chat model with the name "/gpt-4o" is known here.', undefined],
  ])('%j is refused with the truth', (name, reason, nearest) => {
    const { nearest: offered, ...rest } = registry.decide(name) as Extract<ModelDecision, { allowed: false }>;
    expect(rest).toEqual({ allowed: false, reason });
    expect(offered).toBe(nearest);
  });

  it('a text of any length is refused at once', () => {
    expect(registry.decide('x'.repeat(1_000_000))).toEqual({
      allowed: false,
      reason: `"${'x'.repeat(80)}…" is not the name of a model.`,
    });
  });
});

describe('the GPT-3.5 family', () => {
  it.each([
    'gpt-3.5-turbo',
    'openai/gpt-3.5-turbo-0125',
    'GPT-3.5-Turbo',
    'gpt-35-turbo',
    'gpt_3_5_turbo',
    'gpt3.5',
    'ft:gpt-3.5-turbo:acme',
    'ＧＰＴ-3.5',
    'chatgpt-3.5',
    'azure/gpt-35-turbo-16k',
    'gpt-3.5-turbo-instruct',
    'text-davinci-003',
  ])('%s is refused whatever the list says', (name) => {
    const decision = decide(name, { allowedModels: ['*', 'openai/*', 'openai/gpt-4o-mini', name] });
    expect(decision).toEqual({
      allowed: false,
      reason: `The GPT-3.5 family is never allowed, and ${JSON.stringify(name)} belongs to it.`,
      nearest: 'openai/gpt-4o-mini',
    });
  });

  it('is not in the list, and another model is named where its successor is not allowed', () => {
    const narrow = createModelRegistry({ allowedModels: ['gpt-3.5-turbo', 'gpt-4-turbo'], providers: {} });
    expect(narrow.list().map(({ name }) => name)).toEqual(['openai/gpt-4-turbo']);
    expect(narrow.decide('gpt-3.5-turbo')).toMatchObject({ allowed: false, nearest: 'openai/gpt-4-turbo' });
  });

  it.each(['gpt-35b', 'gpt-4-3500', 'gpt-350'])('%s does not belong to it', (name) => {
    expect(meaning(decide(`local/${name}`, { allowedModels: [`local/${name}`] }))).toBe(`local/${name}`);
  });
});

describe('an allow list', () => {
  it.each([
    [['gpt-4o'], 'gpt-4o', true],
    [['gpt-4o'], 'gpt-4o-2024-08-06', true],
    [['gpt-4o'], 'gpt-4o-mini', false],
    [['openai/gpt-4o*'], 'gpt-4o-mini', true],
    [['openai/gpt-4o*'], 'openai/gpt-4o-mini-2024-07-18', true],
    [['openai/gpt-4o*'], 'gpt-4o-audio-preview', false],
    [['openai/*'], 'text-embedding-3-small', false],
    [['openai/text-embedding-3-small'], 'text-embedding-3-small', true],
    [['openai/gpt-5'], 'gpt-5-codex', false],
    [['openai/gpt-5*'], 'gpt-5-codex', false],
    [['gpt-5-codex'], 'gpt-5-codex', true],
    [['openai/*', '!*-pro'], 'gpt-5-pro', false],
    [['openai/*', '!*-pro'], 'gpt-5-pro-2025-10-06', false],
    [['gpt-5-pro', '!openai/gpt-5-pro'], 'gpt-5-pro', false],
    [['openai/gpt-*-mini'], 'gpt-4o-mini', true],
    [['openai/gpt-*-mini'], 'gpt-4o', false],
    [[' gpt-4o ', ''], 'gpt-4o', true],
    [[], 'gpt-4o', false],
    [['google/gemini-2.5-pro'], 'gemini-2.5-pro', true],
    [['openai/my-model'], 'my-model', true],
    [['ollama/*'], 'ollama/llama3:8b', true],
    [['ollama/*'], 'llama3:8b', false],
    [['openai/*'], 'openai/no-such-model', false],
    [['*'], 'openai/no-such-model', false],
    [['*'], 'gemini-2.5-pro', true],
  ])('%j: %s allowed? %s', (allowedModels, name, allowed) => {
    expect(decide(name, { allowedModels }).allowed).toBe(allowed);
  });

  it('describes a model without a price as unpriced, and charges the floor', () => {
    const own = createModelRegistry({ allowedModels: ['ollama/llama3'], priceFloorUsd: 0.005, providers: {} });
    expect(own.list()).toEqual([
      {
        name: 'ollama/llama3',
        provider: 'ollama',
        contextTokens: null,
        inputUsdPerMillion: null,
        outputUsdPerMillion: null,
      },
    ]);
    expect(own.prices.chargeNanoUsd('ollama/llama3', { input_tokens: 9_999, output_tokens: 9_999 })).toBe(5_000_000);
  });

  it('knows a model by its price of the operator', () => {
    const priceOverrides = {
      'ollama/llama3': { input_usd_per_million: 0, output_usd_per_million: 0, context_tokens: 8_192 },
    };
    expect(decide('llama3', { allowedModels: ['ollama/*'], priceOverrides })).toEqual({
      allowed: true,
      model: {
        name: 'ollama/llama3',
        provider: 'ollama',
        contextTokens: 8_192,
        inputUsdPerMillion: 0,
        outputUsdPerMillion: 0,
      },
    });
  });

  it('leaves a name that two providers have to the writer', () => {
    expect(decide('llama3', { allowedModels: ['openai/llama3', 'deepseek/llama3'] })).toEqual({
      allowed: false,
      reason: '"llama3" may mean several models: write "deepseek/llama3" or "openai/llama3".',
    });
  });

  it('finds the provider of an unknown bare name where that is clear', () => {
    expect(meaning(decide('gpt-99', { allowedModels: ['gpt-99'] }))).toBe('openai/gpt-99');
    const providers = { ollama: () => new ScriptedModel([]) };
    expect(meaning(decide('llama3', { allowedModels: ['llama3'], providers }))).toBe('ollama/llama3');
  });

  it.each([
    [['mystery'], 'The list of allowed models has the unknown name "mystery": write it as provider/name.'],
    [['gpt 4o'], 'The list of allowed models has the entry "gpt 4o", which is no model name.'],
  ])('%j stops the start with a sentence', (allowedModels, sentence) => {
    expect(() => createModelRegistry({ allowedModels, providers: {} })).toThrow(sentence);
  });
});

describe('opening a model', () => {
  it('makes a fresh session of its provider for each execution, and hands it the prices', () => {
    const made: unknown[] = [];
    const own = createModelRegistry({
      providers: {
        openai: (prices) => {
          const session = new ScriptedModel([], prices);
          made.push(session, prices);
          return session;
        },
      },
    });
    expect([own.open('gpt-4o'), own.prices, own.open('openai/gpt-4o'), own.prices]).toEqual(made);
    expect(new Set(made).size).toBe(3);
  });

  it('leaves providers without a name of their own to *', () => {
    const named = new ScriptedModel([]);
    const others = new ScriptedModel([]);
    const own = createModelRegistry({ providers: { openai: () => named, '*': () => others } });
    expect(own.open('gpt-4o')).toBe(named);
    expect(own.open('claude-sonnet-4-5')).toBe(others);
  });

  it.each([
    [
      'claude-sonnet-4-5',
      'Model "anthropic/claude-sonnet-4-5" is allowed, but this process has no connection to the provider "anthropic".',
    ],
    ['banana', 'No chat model with the name "banana" is known here.'],
  ])('%s throws model-failed where nobody can answer', (name, sentence) => {
    const own = createModelRegistry({ providers: { openai: () => new ScriptedModel([]) } });
    const thrown = ((): unknown => {
      try {
        return own.open(name);
      } catch (error) {
        return error;
      }
    })();
    expect(isIceError(thrown) && thrown.toFailure()).toMatchObject({
      code: 'model-failed',
      message: sentence,
      retryable: false,
    });
  });

  it('does not take what every object has for a provider', () => {
    const own = createModelRegistry({ allowedModels: ['constructor/x'], providers: {} });
    expect(() => own.open('constructor/x')).toThrow('no connection to the provider "constructor"');
  });
});

describe('counting tokens', () => {
  it('goes by full and by bare names', () => {
    const text = 'How many tokens are in this sentence?';
    expect([registry.countTokens('openai/gpt-4o', text), registry.countTokens('gpt-4o', text)]).toEqual([8, 8]);
  });
});
