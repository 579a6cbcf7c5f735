/** Ranks notes by the words that they share with a query: BM25 over Unicode words, case folded. Pure: the same notes in any order give
 *  the same scores on every machine. It keeps counts of the query's words only, never a note. */
import type { JsonValue } from '../json/json-value.js';

/** A key with how well its note fits: above 0, higher is better; comparable within one query only. */
export interface RankedKey {
  readonly key: string;
  readonly score: number;
}

/** How soon more of one word counts no more; how much long notes are held back. The usual values. */
const saturation = 1.2;
const lengthWeight = 0.75;

/** Scores are rounded to so many decimals: what differs by less is a tie. */
const scoreDecimals = 6;

interface Candidate {
  readonly key: string;
  readonly length: number;
  /** Query word to how often it is there; at least one. */
  readonly counts: ReadonlyMap<string, number>;
}

/** The ranking of one query. Show it every note, then ask for the best. */
export class NoteRanking {
  private readonly words: ReadonlySet<string>;
  private readonly candidates: Candidate[] = [];
  private notes = 0;
  private totalLength = 0;

  constructor(query: string) {
    this.words = new Set(wordsOf(query));
  }

  /** True for a query without a word: nothing will be found. */
  get isEmpty(): boolean {
    return this.words.size === 0;
  }

  /** Takes one note in. Its key is searched as well as its value. */
  add(key: string, value: JsonValue): void {
    const words = wordsOf(`${key}\n${textsOf(value).join('\n')}`);
    this.notes += 1;
    this.totalLength += words.length;
    const counts = new Map<string, number>();
    for (const word of words) if (this.words.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    if (counts.size > 0) this.candidates.push({ key, length: words.length, counts });
  }

  /** Those that share a word with the query, best first, ties by key. */
  best(limit: number): readonly RankedKey[] {
    const weights = this.weights();
    const mean = this.totalLength / this.notes;
    return this.candidates
      .map((candidate) => ({ key: candidate.key, score: scoreOf(candidate, weights, mean) }))
      .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
      .slice(0, limit);
  }

  /** A word that few notes have weighs more. */
  private weights(): ReadonlyMap<string, number> {
    const weightOf = (word: string): number => {
      const having = this.candidates.filter(({ counts }) => counts.has(word)).length;
      return Math.log(1 + (this.notes - having + 0.5) / (having + 0.5));
    };
    return new Map([...this.words].map((word) => [word, weightOf(word)]));
  }
}

function scoreOf({ length, counts }: Candidate, weights: ReadonlyMap<string, number>, mean: number): number {
  const slowness = saturation * (1 - lengthWeight + (lengthWeight * length) / mean);
  let score = 0;
  // In the order of the query, so that sums round the same way for every note.
  for (const [word, weight] of weights) {
    const count = counts.get(word) ?? 0;
    score += (weight * count * (saturation + 1)) / (count + slowness);
  }
  return Number(score.toFixed(scoreDecimals));
}

/** Letters, digits and marks that stand together. */
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** Scripts that put no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/**
 * The words of a text in order, in one form for all ways to write them. Where a script has no spaces every pair of neighbours counts as a
 * word.
 */
export function wordsOf(text: string): readonly string[] {
  const runs = text.normalize('NFKC').toLowerCase().match(wordPattern) ?? [];
  return runs.flatMap((run) => (unspaced.test(run) ? pairsOf(run) : [run]));
}

function pairsOf(run: string): readonly string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Every text and number in a value, and the keys of its objects. */
function textsOf(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsOf(item)]);
}
