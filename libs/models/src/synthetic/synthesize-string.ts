/** Makes a text that fits a plain schema and reads like an answer. */
import type { JsonObject, JsonSchema } from '@ice/core';
import { valuesOf } from './apart-keywords.js';
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

/** Signs that stand for numbers where one character is all there is: Chinese ones. */
const firstSign = 0x4e00;
const mostSigns = 20_000;

const fixedByKey: readonly (readonly [RegExp, string])[] = [
  [/currency/, 'EUR'],
  [/language|locale/, 'en'],
];

/** Times that texts are drawn for patterns before another text has to do. */
const mostDraws = 24;

/** Characters of a format that other texts are laid over. */
const longestFormat = 40;

/** One text. */
export function synthesizeString(schema: JsonObject, draft: Draft): string {
  const length = { least: Number(schema['minLength'] ?? 0), most: Number(schema['maxLength'] ?? Infinity) };
  const text = textOf(schema, length, draft);
  draft.budget.characters -= text.length;
  return text;
}

function textOf(schema: JsonObject, length: LengthBounds, draft: Draft): string {
  const patterns = valuesOf(schema, 'pattern').map(String);
  const formatted = formatTexts(String(schema['format'] ?? ''), length.least, draft) ?? [];
  const isFree = patterns.length === 0 && formatted.length === 0;
  if (isFree && !Object.hasOwn(schema, 'not')) return freeText(length, draft);
  const fits = draft.parts.judgeOf(textSchema(schema));
  const known = [...formatted, ...(isReadable(draft) && patterns.length > 0 ? readableTexts(length, draft) : [])];
  const drawn = (): readonly string[] => patternTexts(patterns, formatted, length, draft);
  const fitting = known.find(fits) ?? (isFree ? plainTexts(length, draft).find(fits) : firstDrawn(drawn, fits, draft));
  return fitting ?? formatted[0] ?? freeText(length, draft);
}

function isReadable(draft: Draft): boolean {
  return draft.size === 'full' && draft.variety === 0;
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

/** Texts of different characters, for schemas that say what a text must not be. */
function plainTexts(length: LengthBounds, draft: Draft): readonly string[] {
  const text = freeText(length, draft);
  const long = Math.max(1, Math.min(length.least, draft.budget.characters));
  return [text, text.replaceAll(' ', '-'), ...['a', 'A', '0', '-', 'é'].map((character) => character.repeat(long))];
}

/** A text for each pattern, which may do for all; all of them behind each other; and both filled up to the length, or with a format. */
function patternTexts(
  patterns: readonly string[],
  formatted: readonly string[],
  length: LengthBounds,
  draft: Draft,
): readonly string[] {
  const drawn = patterns.map((pattern) => patternText(pattern, length, draft)).filter((text) => text !== undefined);
  if (drawn.length === 0) return [];
  const texts = drawn.length > 1 ? [...drawn, drawn.join(''), draft.random.shuffled(drawn).join('')] : drawn;
  const filled = texts.flatMap((text) => filledTexts(text, length, draft));
  const laidOver = formatted.flatMap((format) => texts.flatMap((text) => laidOverTexts(text, format, draft)));
  const widened = isReadable(draft) ? texts.flatMap((text) => widenedTexts(text, patterns, draft)) : [];
  return [...widened, ...texts, ...filled, ...laidOver];
}

/** The text with words of the topic where no anchor is in the way. */
function widenedTexts(text: string, patterns: readonly string[], draft: Draft): readonly string[] {
  const { phrase } = draft.topic;
  const slug = topicText('slug', draft.topic, draft.random);
  const before = patterns.some((pattern) => pattern.startsWith('^')) ? [] : [`${phrase} ${text}`, slug + text];
  const behind = patterns.some((pattern) => pattern.endsWith('$')) ? [] : [`${text} ${phrase}`, text + slug];
  return text === '' ? [] : [...before, ...behind];
}

/** The text with something before or behind it, for expressions that do not say how a text begins or ends. */
function filledTexts(text: string, { least, most }: LengthBounds, draft: Draft): readonly string[] {
  const missing = least - [...text].length;
  const around = [`a${text}a`, ` ${text} `];
  if (missing <= 0 || missing > draft.budget.characters) return around;
  const words = lengthened('', { least: missing, most: Math.min(most, missing) }, draft);
  const fillers = [words, 'a'.repeat(missing), '0'.repeat(missing)];
  return [...fillers.flatMap((filler) => [filler + text, text + filler]), ...around];
}

/** The text before and behind each part of one of a format, and beside a word. */
function laidOverTexts(text: string, format: string, draft: Draft): readonly string[] {
  const slug = topicText('slug', draft.topic, draft.random);
  const lengths = Array.from({ length: Math.min(format.length, longestFormat) + 1 }, (_, length) => length);
  const [sameStart, sameEnd] = [format.slice(text.length), format.slice(0, Math.max(0, format.length - text.length))];
  return [
    ...[text + sameStart, sameEnd + text, slug + text, text + slug],
    ...lengths.flatMap((length) => [text + format.slice(length), format.slice(0, format.length - length) + text]),
  ];
}

/** The first text that fits, of as many draws as there are tries left; the first draw is none. */
function firstDrawn(draw: () => readonly string[], fits: (text: string) => boolean, draft: Draft): string | undefined {
  for (let count = 0; count < mostDraws && draft.budget.characters > 0; count += 1) {
    const fitting = draw().find(fits);
    if (fitting !== undefined || draft.tries.left <= 0) return fitting;
    draft.tries.left -= 1;
  }
  return undefined;
}

/** What the schema says of texts. What refers to elsewhere is left out: it cannot be judged here. */
function textSchema(schema: JsonObject): JsonSchema {
  const { not } = schema;
  const given = ['format', 'maxLength', 'minLength'].filter((keyword) => Object.hasOwn(schema, keyword));
  const patterns = valuesOf(schema, 'pattern').map((pattern) => ({ pattern }));
  return {
    type: 'string',
    ...Object.fromEntries(given.map((keyword) => [keyword, schema[keyword] ?? null])),
    ...(patterns.length > 0 && { allOf: patterns }),
    ...(not !== undefined && !JSON.stringify(not).includes('"$') && { not }),
  };
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
  const number = draft.variety > 0 ? shortNumber(draft.variety, most) : '';
  const room = Math.max(0, most - number.length);
  const cut = characters.slice(0, room).join('');
  const words = (characters[room] === ' ' ? cut : cut.replace(/\S+$/, '')).trimEnd();
  const isLongEnough = words !== '' && [...words].length + number.length >= least;
  return `${isLongEnough ? words : cut.replace(/\s$/, '.')}${number}`;
}

/** A number, or where there is no room for its digits, a sign in its place. */
function shortNumber(value: number, room: number): string {
  const forms = [String(value), value.toString(36), String.fromCodePoint(firstSign + (value % mostSigns))];
  return forms.find((form) => form.length <= room) ?? '';
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
