/** The model that stored journals speak of: says what its prompt asks for, and knows a repair when it sees one. The same in any
 *  process; what it says may never change. */
import { FailureError, LanguageModel, type ModelChunk, type ModelContext, type ModelRequest } from '@ice/core';

const usage = { input_tokens: 10, output_tokens: 5, cost_usd: '0.001' };

/** `overloaded` fails as `gpt-4o-mini`, `odd` is answered by what has to be repaired, `late` when nobody listens any more, and all else at
 *  once. */
class JournalModel extends LanguageModel {
  override async *answer({ model, messages }: ModelRequest, { signal }: ModelContext): AsyncIterable<ModelChunk> {
    const asked = messages[0]?.content;
    if (asked === 'overloaded' && model.endsWith('gpt-4o-mini'))
      throw new FailureError('model-overloaded', 'Overloaded.', { retryable: true });
    if (asked === 'late') await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    const text = asked === 'odd' && messages.length === 1 ? '{"n": "seven"}' : '{"n": 7}';
    yield { type: 'answer', text, usage: { ...usage, model }, finishReason: 'stop' };
  }
}

/** One session after another. */
export const journalModel = (): LanguageModel => new JournalModel();
