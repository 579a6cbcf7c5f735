/** Makes a text that fits a plain schema and reads like an answer. */
import type { JsonObject } from '@ice/core';
import type { Draft } from './draft.js';
import { formatTexts } from './format-text.js';
import { patternText } from './pattern-text.js';
import type { LengthBounds } from './pattern-text.js';
import { slugOf, topicText } from './topic-text.js';
import type { TextStyle } from './topic-text.js';

/** What a text looks like, by words in the key of its field. The first that fits counts. */
const stylesByKey: readonly (readonly [RegExp, TextStyle])[] = [
  [/(?:^|_)(?:id|sku|slug|key|code|handle)$/, 'slug'],
  [/title|headline|subject|heading/, 'title'],
  [
    /desc|summary|text|body|content|message|reason|expla|rationale|answer|comment|note|analysis|feedback|detail|review/,
    'sentence',
  ],
  [/tag|keyword|category|topic|label|kind|word/, 'word'],
];

/** Fields that mean the same as a format. */
const formatsByKey: readonly (readonly [RegExp, string])[] = [
  [/email/, 'email'],
  [/(?:^|_)(?:url|uri|link|website)$/, 'uri'],
  [/(?:^|_)date$/, 'date'],
];

const fixedByKey: readonly (readonly [RegExp, string])[] = [
  [/currency/, 'EUR'],
  [/language|locale/, 'en'],
];

/** One text. */
export function synthesizeString(schema: JsonObject, draft: Draft): string {
  const length = { least: Number(schema['minLength'] ?? 0), most: Number(schema['maxLength'] ?? Infinity) };
  const text = textOf(schema, length, draft);
  draft.budget.characters -= text.length;
  return text;
}

function textOf(schema: JsonObject, length: LengthBounds, draft: Draft): string {
  const { pattern, format } = schema;
  const formatted = typeof format === 'string' ? formatTexts(format, length.least, draft) : undefined;
  if (formatted) return firstFitting(formatted, schema, draft) ?? formatted[0] ?? '';
  if (typeof pattern !== 'string') return freeText(length, draft);
  const isReadable = draft.size === 'full' && draft.variety === 0;
  const readable = isReadable ? firstFitting(readableTexts(length, draft), schema, draft) : undefined;
  return readable ?? patternText(pattern, length, draft) ?? freeText(length, draft);
}

/** Words of the topic in the spellings that patterns mostly ask for. */
function readableTexts(length: LengthBounds, draft: Draft): readonly string[] {
  const word = topicText('word', draft.topic, draft.random);
  const slug = topicText('slug', draft.topic, draft.random);
  const [, ...rest] = slug;
  const capital = `${slug.charAt(0).toUpperCase()}${rest.join('')}`;
  const spellings = [word, slug, slug.replaceAll('-', '_'), slugOf(word), capital, slugOf(word).toUpperCase()];
  return [freeText(length, draft), ...spellings];
}

/** The first text that fits what the schema says of texts. */
function firstFitting(texts: readonly string[], schema: JsonObject, draft: Draft): string | undefined {
  const given = ['format', 'maxLength', 'minLength', 'pattern'].filter((keyword) => Object.hasOwn(schema, keyword));
  const wanted = Object.fromEntries(given.map((keyword) => [keyword, schema[keyword] ?? null]));
  return texts.find((text) => draft.accepts({ ...wanted, type: 'string' }, text));
}

/** A text that only its length restricts. */
function freeText(length: LengthBounds, draft: Draft): string {
  if (draft.size === 'least') return lengthened('', length, draft);
  const key = draft.key.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const style = stylesByKey.find(([name]) => name.test(key))?.[1] ?? 'phrase';
  const other = named(fixedByKey, key) ?? formatTexts(named(formatsByKey, key) ?? '', 0, draft)?.[0];
  const text = other ?? topicText(draft.size === 'full' ? style : 'phrase', draft.topic, draft.random);
  const separator = style === 'slug' ? '-' : ' ';
  const numbered = draft.variety > 0 ? `${text}${separator}${String(draft.variety)}` : text;
  return lengthened(shortened(numbered, length, draft), length, draft);
}

function named<Value>(entries: readonly (readonly [RegExp, Value])[], key: string): Value | undefined {
  return entries.find(([name]) => name.test(key))?.[1];
}

/** Cut behind a word where that is long enough, else inside one; the number of a distinct text stays. */
function shortened(text: string, { least, most }: LengthBounds, draft: Draft): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const number = draft.variety > 0 ? String(draft.variety) : '';
  const room = Math.max(0, most - number.length);
  const cut = characters.slice(0, room).join('');
  const words = (characters[room] === ' ' ? cut : cut.replace(/\S+$/, '')).trimEnd();
  const isLongEnough = words !== '' && [...words].length + number.length >= least;
  return `${isLongEnough ? words : cut.replace(/\s$/, '.')}${number}`;
}

/** More words about the topic until the text is long enough. */
function lengthened(text: string, { least, most }: LengthBounds, draft: Draft): string {
  const written = [...text].length;
  const enough = Math.min(least, written + Math.max(0, draft.budget.characters));
  if (written >= enough) return text;
  const more = ` ${draft.topic.phrase}`;
  const filler = more.repeat(Math.ceil((enough - written) / [...more].length) + 1);
  const filled = [...`${text}${filler}`.trimStart()].slice(0, Math.min(most, enough));
  return filled.join('').replace(/\s$/, '.');
}
