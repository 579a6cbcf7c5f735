/** Which answer most agents agree on. */
import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '@ice/core';
import { tallyAnswers, type Tally } from './tally-answers.js';

describe('the tally of answers', () => {
  it.each<[string, readonly JsonValue[], Tally]>([
    ['of one', ['a'], { answer: 'a', agents: 1 }],
    ['is the largest group', ['a', 'b', 'b', 'c'], { answer: 'b', agents: 2 }],
    ['is told as its first agent has spelt it', ['b', ' Yes. ', 'yes', 'YES!'], { answer: ' Yes. ', agents: 3 }],
    ['of two that are as large is the one that begins first', ['x', 'a', 'a', 'x'], { answer: 'x', agents: 2 }],
    ['where nobody agrees is the first', ['c', 'b', 'a'], { answer: 'c', agents: 1 }],
    ['compares all else as JSON', [{ a: 1, b: 2 }, 1, { b: 2, a: 1 }], { answer: { a: 1, b: 2 }, agents: 2 }],
    ['takes null for an answer', [null, 1, null], { answer: null, agents: 2 }],
  ])('%s', (_name, answers, tally) => {
    expect(tallyAnswers(answers)).toEqual(tally);
  });
});
