/** Short texts about a topic, in the styles that fields of an answer have. Pure: the same topic and choices give the same text. */
import type { Topic } from './prompt-topic.js';
import type { SeededRandom } from './seeded-random.js';

/** What a text is meant to look like. */
export type TextStyle = 'phrase' | 'sentence' | 'slug' | 'title' | 'word';

const titles = [
  '{T}',
  '{T} in Brief',
  'A Closer Look at {T}',
  '{T}: An Overview',
  'All About {T}',
  '{T} Explained',
  'Notes on {T}',
];

const sentences = [
  'A short note on {t}, with the main points first.',
  'What matters about {t} stands at the beginning, and the details follow.',
  'This covers {t} in plain words.',
  'In brief: {t}, as it was asked for.',
  'Everything here is about {t}.',
  'The main point about {t} is easy to state, and the rest follows from it.',
  'A clear and simple account of {t}.',
];

const openings = [
  'You asked about {t}.',
  'This is about {t}.',
  'Here is a short answer on {t}.',
  'The question was about {t}.',
  'As to {t}, the answer is short.',
];

const closings = [
  'The main point is {w}, and the rest follows from it.',
  'In one word, it comes down to {w}.',
  'Start with {w}; everything else can wait.',
  'What matters most here is {w}.',
  'With {w} settled, the remaining points are simple.',
];

const styles: Readonly<Record<TextStyle, (topic: Topic, random: SeededRandom) => string>> = {
  title: (topic, random) => fill(random.pick(titles, '{T}'), topic, random),
  sentence: (topic, random) => fill(random.pick(sentences, '{t}'), topic, random),
  phrase: ({ phrase, words }, random) => random.pick([phrase, words.slice(-2).join(' ')], phrase),
  word: (topic, random) => random.pick(topic.words, 'text'),
  slug: (topic, random) => slugOf(topic.words.slice(-random.integer(1, 3)).join(' ')),
};

/** A text of one style. */
export function topicText(style: TextStyle, topic: Topic, random: SeededRandom): string {
  return styles[style](topic, random);
}

/** An answer in prose: two sentences, of which the first says what was asked. */
export function topicAnswer(topic: Topic, random: SeededRandom): readonly [string, string] {
  return [fill(random.pick(openings, '{t}'), topic, random), fill(random.pick(closings, '{w}'), topic, random)];
}

/** Lower-case ASCII letters and digits with hyphens between the words; `item` where nothing else is left. */
export function slugOf(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'item';
}

/** `{T}` is the topic as a title, `{t}` as it was written, `{w}` one word of it. Replacements are never templates again. */
function fill(template: string, { phrase, words }: Topic, random: SeededRandom): string {
  const title = phrase.replace(/\S+/g, (text) => (words.includes(text) ? capitalised(text) : text));
  const texts = new Map([
    ['{T}', capitalised(title)],
    ['{t}', phrase],
    ['{w}', random.pick(words, phrase)],
  ]);
  return template.replace(/\{.\}/g, (place) => texts.get(place) ?? place);
}

function capitalised(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}
