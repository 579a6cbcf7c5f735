/** What the types of `@Tool()` let through. The lines that must not compile are judged by the type check of specs: each is an error, or
 *  `@ts-expect-error` is one. */
import { describe, expect, it } from '@jest/globals';
import type { ToolContext } from '@ice/core';
import { z } from 'zod';
import { ModelProvider } from '../model/model-provider.decorator.js';
import type { AdapterChunk } from '../model/model-adapter.js';
import { Tool, toolFactsOf } from './tool.decorator.js';

const input = z.object({ amount: z.number(), currency: z.string().default('USD') });
const output = z.object({ usd: z.number(), note: z.enum(['exact', 'rounded']).optional() });
const facts = { name: 'convert', description: 'Converts.', input, output };

@Tool(facts)
class Right {
  constructor(
    readonly rates: Map<string, number>,
    readonly places: number,
  ) {}
  async run({ amount, currency }: { amount: number; currency: string }, context: ToolContext) {
    context.log('info', currency);
    return { usd: amount, note: 'exact' as const };
  }
}

@Tool(facts)
class NeedsLess {
  run = () => ({ usd: 1 });
}

// @ts-expect-error another member in the result
@Tool(facts)
class WrongMember {
  run({ amount }: { amount: number }) {
    return { eur: amount };
  }
}

// @ts-expect-error another type in the result
@Tool(facts)
class WrongType {
  run({ amount }: { amount: number }) {
    return { usd: String(amount) };
  }
}

// @ts-expect-error another word than the enum has
@Tool(facts)
class WrongWord {
  run({ amount }: { amount: number }) {
    return { usd: amount, note: 'guessed' as const };
  }
}

// @ts-expect-error another type in the result, later
@Tool(facts)
class WrongPromise {
  async run() {
    return { usd: null };
  }
}

// @ts-expect-error nothing comes back
@Tool(facts)
class Silent {
  run() {}
}

// @ts-expect-error an argument that the input does not have
@Tool(facts)
class WrongArgument {
  run({ price }: { price: number }) {
    return { usd: price };
  }
}

// @ts-expect-error an argument of another type
@Tool(facts)
class WrongArgumentType {
  run({ amount }: { amount: string }) {
    return { usd: Number(amount) };
  }
}

// @ts-expect-error no run
@Tool(facts)
class Idle {}

// @ts-expect-error an example that does not fit its output
@Tool({ ...facts, examples: [{ input: { amount: 1 }, output: { eur: 1 } }] })
class WrongExample {
  run = () => ({ usd: 1 });
}

// @ts-expect-error an effect that there is not
@Tool({ ...facts, effect: 'often' })
class WrongEffect {
  run = () => ({ usd: 1 });
}

// @ts-expect-error an answer without a text
@ModelProvider({ name: 'parrot', models: {} })
class Mute {
  async *answer() {
    yield { type: 'answer' as const };
  }
}

// @ts-expect-error a price is missing
@ModelProvider({ name: 'parrot', models: { grey: { inputUsdPerMillion: 1 } } })
class Unpriced {
  async *answer(): AsyncIterable<AdapterChunk> {
    yield { type: 'answer', text: '' };
  }
}

const wrong = [WrongMember, WrongType, WrongWord, WrongPromise, Silent, WrongArgument, WrongArgumentType, Idle];

describe('@Tool()', () => {
  it('says what a class is', () => {
    expect(toolFactsOf(Right)).toEqual(facts);
    expect(toolFactsOf(NeedsLess)).toEqual(facts);
  });

  it('is nothing that a subclass inherits', () => {
    class Cheaper extends Right {}
    expect([Cheaper, String, {}, null].map(toolFactsOf)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('leaves judging classes to the compiler', () => {
    expect([...wrong, WrongExample, WrongEffect, Mute, Unpriced].every((each) => typeof each === 'function')).toBe(
      true,
    );
  });
});
