/** The model that stored journals speak of: says what its prompt asks for, and knows a repair when it sees one. The same in any
 *  process; what it says may never change. */
import { FailureError, LanguageModel, type Clock, type ModelChunk, type ModelRequest } from '@ice/core';

const usage = { input_tokens: 10, output_tokens: 5, cost_usd: '0.001' };
const lateMs = 10_000;

/** `overloaded` fails as `gpt-4o-mini`, `odd` is answered by what has to be repaired, `late` after ten seconds, whether anybody still
 *  listens or not, and all else at once. */
export class JournalModel extends LanguageModel {
  constructor(private readonly clock: Clock) {
    super();
  }

  override async *answer({ model, messages }: ModelRequest): AsyncIterable<ModelChunk> {
    const asked = messages[0]?.content;
    if (asked === 'overloaded' && model.endsWith('gpt-4o-mini'))
      throw new FailureError('model-overloaded', 'Overloaded.', { retryable: true });
    if (asked === 'late') await new Promise<void>((resolve) => void this.clock.after(lateMs, resolve));
    const text = asked === 'odd' && messages.length === 1 ? '{"n": "seven"}' : '{"n": 7}';
    yield { type: 'answer', text, usage: { ...usage, model }, finishReason: 'stop' };
  }
}
