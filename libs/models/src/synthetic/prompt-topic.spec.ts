import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { promptTopic } from './prompt-topic.js';

function topicOf(content: string): readonly [string, readonly string[]] {
  const { phrase, words } = promptTopic([{ role: 'user', content }]);
  return [phrase, words];
}

describe('the topic of a prompt', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'Write a title (max 80 characters) and a description for: Compact Refrigerator',
      'Compact Refrigerator',
      ['Compact', 'Refrigerator'],
    ],
    ['What is the capital of France?', 'capital of France', ['capital', 'France']],
    [
      'Decide which marketplace fits best for a vintage lamp from 1962.',
      'vintage lamp from 1962',
      ['vintage', 'lamp', '1962'],
    ],
    [
      'Rate this: "Great blender, but the lid leaks"',
      'Great blender but the lid leaks',
      ['Great', 'blender', 'lid', 'leaks'],
    ],
    ['Compare Node.js with Deno. Be brief.', 'Compare Node.js with Deno', ['Compare', 'Node.js', 'Deno']],
    ['Summarise: {"rows":3,"orders":2}', 'orders', ['orders']],
    ['Bären, bären und Honig', 'Bären bären und Honig', ['Bären', 'und', 'Honig']],
    ['用中文总结', '用中文总结', ['用中文总结']],
    ['write it for me', 'write it for me', ['write', 'it', 'for', 'me']],
    ['1, 2, 3', '1 2 3', ['1', '2', '3']],
    ['', 'the request', ['request']],
    ['!?…', 'the request', ['request']],
  ])('%j is about %j', (content, phrase, words) => {
    expect(topicOf(content)).toEqual([phrase, words]);
  });

  it('is that of the last message of the user', () => {
    const messages = [
      { role: 'user' as const, content: 'First apples.' },
      { role: 'user' as const, content: 'Then pears.' },
      { role: 'assistant' as const, content: 'Fine plums.' },
    ];
    expect(promptTopic(messages).words).toEqual(['pears']);
    expect(promptTopic(messages.slice(2)).words).toEqual(['Fine', 'plums']);
    expect(promptTopic([]).words).toEqual(['request']);
  });

  it('is short and never empty, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (content) => {
        const [phrase, words] = topicOf(content);
        expect(phrase).not.toBe('');
        expect([...phrase].length).toBeLessThan(160);
        expect(words.length).toBeGreaterThan(0);
        expect(words.filter((word) => !phrase.includes(word))).toEqual([]);
      }),
    );
  });
});
