/** The model that stored journals speak of: says what its prompt asks for, and knows a repair when it sees one. The same in any
 *  process; what it says may never change. */
import { FailureError, LanguageModel, type ModelChunk, type ModelContext, type ModelRequest } from '@ice/core';

const usage = { input_tokens: 10, output_tokens: 5, cost_usd: '0.001' };

/** `agent` and `swarm` go by what they were told so far; `overloaded` fails as `gpt-4o-mini`, `odd` is answered by what has to be repaired, `late` when nobody listens any more, and all else at
 *  once. */
class JournalModel extends LanguageModel {
  override async *answer(request: ModelRequest, { signal }: ModelContext): AsyncIterable<ModelChunk> {
    const { model, messages } = request;
    const asked = messages[0]?.content;
    if (asked === 'agent' || asked === 'swarm') {
      yield { type: 'answer', ...(asked === 'agent' ? turnOf(request) : sayingOf(request)), ...said(model) };
      return;
    }
    if (asked === 'overloaded' && model.endsWith('gpt-4o-mini'))
      throw new FailureError('model-overloaded', 'Overloaded.', { retryable: true });
    if (asked === 'late') await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    const text = asked === 'odd' && messages.length === 1 ? '{"n": "seven"}' : '{"n": 7}';
    yield { type: 'answer', text, ...said(model) };
  }
}

function said(model: string) {
  return { usage: { ...usage, model }, finishReason: 'stop' as const };
}

type Said = Pick<Extract<ModelChunk, { type: 'answer' }>, 'text' | 'toolCalls'>;

/** By how often it has answered, and what it was asked at first. */
function turnOf({ messages }: ModelRequest): Said {
  const turn = messages.filter(({ role }) => role === 'assistant').length;
  const input = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const calls = (...names: readonly (readonly [string, object])[]): Said => ({
    text: '',
    toolCalls: names.map(([name, given], index) => ({
      id: `${turn}_${index}`,
      name,
      arguments: JSON.stringify(given),
    })),
  });
  if (input.startsWith('Say ')) return { text: input.slice(4) };
  if (input === 'Answer oddly.') return { text: 'seven' };
  if (input.startsWith('That answer does not fit')) return { text: '{"n": 7}' };
  if (input === 'Count.') return turn === 0 ? calls(['counted', { list: [1, 2, 3] }]) : { text: 'Three.' };
  if (turn === 0) return calls(['echo', { value: 1 }], ['sleep', { ms: 500 }]);
  return turn === 1 ? calls(['shaky', {}]) : { text: 'Twice.' };
}

/** Agrees, is sure, and is done in the second round. */
function sayingOf({ messages, outputSchema }: ModelRequest): Said {
  const prompt = messages.at(-1)?.content ?? '';
  const isFirst = prompt.includes('Round 1 ');
  const members = Object.keys((outputSchema as { readonly properties: object }).properties);
  const values: Readonly<Record<string, unknown>> = {
    reason: 'Because.',
    answer: isFirst ? `It may be ${prompt.length % 7}.` : 'It is so.',
    confidence: isFirst ? 0.25 : 0.75,
    done: !isFirst,
    instruction: 'Look again.',
  };
  return { text: JSON.stringify(Object.fromEntries(members.map((member) => [member, values[member]]))) };
}

/** One session after another. */
export const journalModel = (): LanguageModel => new JournalModel();
