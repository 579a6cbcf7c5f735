/** A provider of models: it streams and tells tokens. Prices, retries, limits, budgets and recordings are around it. */
import { IceModule, ModelProvider, type AdapterChunk, type ModelContext, type ModelRequest } from '@ice/plugin';
import { Module } from '@nestjs/common';

const grey = { inputUsdPerMillion: 1, outputUsdPerMillion: 2, contextTokens: 8_000 };

@ModelProvider({ name: 'parrot', title: 'Parrot', models: { grey } })
export class Parrot {
  async *answer({ messages }: ModelRequest, { signal }: ModelContext): AsyncIterable<AdapterChunk> {
    const words = (messages.at(-1)?.content ?? '').split(' ');
    for (const [index, word] of words.entries()) {
      signal.throwIfAborted();
      yield { type: 'delta', text: index === 0 ? word : ` ${word}` };
      await Promise.resolve();
    }
    yield { type: 'answer', text: words.join(' '), tokens: { input: words.length, output: words.length } };
  }
}

@Module({ imports: [IceModule.forFeature({ name: 'parrots', compatibility: '^0.1.0' })], providers: [Parrot] })
export class ParrotsPlugin {}
