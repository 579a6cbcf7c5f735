/** A provider of models. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** The source. It says back what it was told until its author asks a service. */
export function providerFile({ kebab, pascal }: ScaffoldName): string {
  return `import { ModelProvider, type AdapterChunk, type ModelContext, type ModelRequest } from '@ice/plugin';

const name = '${kebab}';
/** Blueprints call it by both names, as in 'provider/small'. Prices are USD for a million tokens. */
const models = { small: { inputUsdPerMillion: 1, outputUsdPerMillion: 2, contextTokens: 8_000 } };

/** Retries, limits, prices, budgets and recordings are around it. */
@ModelProvider({ name, models })
export class ${pascal}Models {
  /** Any number of deltas, then one answer. Throw FailureError with \`retryable\` for what may pass. */
  async *answer({ messages }: ModelRequest, { signal }: ModelContext): AsyncIterable<AdapterChunk> {
    const words = (messages.at(-1)?.content ?? '').split(' ');
    for (const [index, word] of words.entries()) {
      signal.throwIfAborted();
      yield { type: 'delta', text: index === 0 ? word : \` \${word}\` };
      await Promise.resolve();
    }
    yield { type: 'answer', text: words.join(' '), tokens: { input: words.length, output: words.length } };
  }
}
`;
}
