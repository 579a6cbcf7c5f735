/** Where a text may be cut: between paragraphs, sentences, words, characters as readers see them. Each look is at a short stretch of the
 *  text: the segmenters of the runtime take quadratic time on long ones. Pure; positions are indices of UTF-16 units. */

/** The largest border that is looked for. */
export const chunkUnits = ['paragraph', 'sentence', 'word', 'character'] as const;

/** One of the borders. */
export type ChunkUnit = (typeof chunkUnits)[number];

/** How far a look goes back from the end of a chunk at most. */
const longestLook = 4_096;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** One blank line or more. */
const blankLines = /(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))+|\u2029/g;

/** What stands behind a border may decide whether it is one. */
const lookAhead = 16;

type Look = (stretch: string) => readonly number[];

/** The looks of each unit, those for the best borders first. */
const looks: Readonly<Record<ChunkUnit, readonly Look[]>> = {
  paragraph: [paragraphBorders, sentenceBorders, wordBorders, unspacedWordBorders],
  sentence: [sentenceBorders, wordBorders, unspacedWordBorders],
  word: [wordBorders, unspacedWordBorders],
  character: [],
};

/** The last good border in `(from, to]`, or undefined. */
export function lastBorder(text: string, from: number, to: number, unit: ChunkUnit): number | undefined {
  const begin = Math.max(from, to - longestLook);
  const stretch = text.slice(begin, to + lookAhead);
  for (const look of looks[unit]) {
    const border = look(stretch).findLast((at) => at > 0 && begin + at <= to);
    if (border !== undefined) return begin + border;
  }
  return undefined;
}

/** The first border between words in `[from, to)`, or undefined. */
export function firstWordBorder(text: string, from: number, to: number): number | undefined {
  const border = wordBorders(text.slice(from - 1, Math.min(to, from + longestLook)))[0];
  return border === undefined ? undefined : from - 1 + border;
}

/** The last border between characters in `(from, to]`; the first one behind `to` where there is none. `from` is such a border itself. */
export function characterBorder(text: string, from: number, to: number): number {
  for (let end = to + lookAhead; ; end = from + 2 * (end - from)) {
    const stretch = text.slice(from, end);
    const found = graphemes.segment(stretch).containing(to - from);
    if (!found) return text.length;
    if (found.index > 0) return from + found.index;
    const border = found.segment.length;
    if (border < stretch.length || end >= text.length) return from + border;
  }
}

function paragraphBorders(stretch: string): readonly number[] {
  return [...stretch.matchAll(blankLines)].map((match) => match.index + match[0].length);
}

/** The blanks behind a sentence belong to it. */
function sentenceBorders(stretch: string): readonly number[] {
  return [...sentences.segment(stretch)].map(({ index }) => index);
}

/** In front of what follows blanks. */
function wordBorders(stretch: string): readonly number[] {
  return [...stretch.matchAll(/(?<=\s)\S/gu)].map(({ index }) => index);
}

/** Where a script has no blanks between its words. */
function unspacedWordBorders(stretch: string): readonly number[] {
  return [...words.segment(stretch)].filter(({ isWordLike }) => isWordLike).map(({ index }) => index);
}
