/** What a conversation is about, guessed from the last words of its last question. Pure. */
import type { ModelMessage } from '@ice/core';

/** Words that texts are made of. */
export interface Topic {
  /** A few words as they follow each other in the question: `vintage lamp from 1962`. Never empty. */
  readonly phrase: string;
  /** The significant ones among them, each once. Never empty. */
  readonly words: readonly string[];
}

const charactersLookedAt = 2_000;
const longestWord = 24;
const mostWords = 6;
const sentenceEnd = /[.!?:;]+(?=\s|$)|[\n"“”{}[\]()]+/u;
const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}.'’-]*/gu;
const noTopic: Topic = { phrase: 'the request', words: ['request'] };

/** Words that tell what to do, or nothing, rather than what about. */
const insignificant = new Set(
  (
    'a about above after again all also always an and answer any are as ask asked at based be because been before below best between ' +
    'both brief but by can characters classify come could create decide describe description detail detailed did do does done down ' +
    'draft each either every exactly explain few fields find first following for format from generate get give given go good has have ' +
    'here how i if in input into is it item its json just keys last less like list long make many max maximum may me min minimum more ' +
    'most much must my need new no not now of on one only or other our out output over own per please previous prompt provide ' +
    'question read reply request respond response result return rewrite say sentence sentences short should show simple so some ' +
    'such summarise summarize summary sure tell text than that the their them then there these they this those title to too ' +
    'translate two under until up us use used user using value very want was we well were what when where which while who why will ' +
    'with within word words would write you your null true false'
  ).split(' '),
);

/** The topic of the user's last message, or of the last message where there is none of the user's. */
export function promptTopic(messages: readonly ModelMessage[]): Topic {
  const asked = messages.findLast(({ role }) => role === 'user') ?? messages.at(-1);
  const sentences = (asked?.content ?? '').slice(-charactersLookedAt).split(sentenceEnd).map(wordsOf);
  const speaking =
    sentences.findLast((words) => words.some(isSignificant)) ?? sentences.findLast((words) => words.length > 0);
  return speaking ? topicOf(speaking) : noTopic;
}

function topicOf(words: readonly string[]): Topic {
  const end = words.findLastIndex(isSignificant) + 1 || words.length;
  const last = words.slice(Math.max(0, end - mostWords), end);
  const phrase = last.slice(Math.max(0, last.findIndex(isSignificant)));
  const significant = phrase.filter(isSignificant);
  return { phrase: phrase.join(' '), words: distinct(significant.length > 0 ? significant : phrase) };
}

function wordsOf(sentence: string): readonly string[] {
  return (sentence.match(word) ?? []).map((text) =>
    [...text]
      .slice(0, longestWord)
      .join('')
      .replace(/[.'’-]+$/u, ''),
  );
}

function isSignificant(text: string): boolean {
  return !insignificant.has(text.toLowerCase()) && !/^\d{1,3}$/.test(text);
}

/** The first of words that differ in their case only. */
function distinct(words: readonly string[]): readonly string[] {
  return words.filter(
    (text, position) => words.findIndex((other) => other.toLowerCase() === text.toLowerCase()) === position,
  );
}
