/** Cuts a text into chunks that overlap or follow each other, and loses nothing: what each chunk adds to those before it gives the text.
 *  Never cuts what a reader sees as one character. Sizes and positions are code points, as the functions of the expression language have
 *  them: `text.slice(start, end)` is the chunk. */
import { characterBorder, firstWordBorder, lastBorder, type ChunkUnit } from './chunk-borders.js';

/** How to cut. */
export interface ChunkQuery {
  /** Code points of a chunk at most, 1 or more. One character of more code points than that is a chunk of its own. */
  readonly size: number;
  /** Code points of a chunk that the next one begins with, at most: up to half of `size`. */
  readonly overlap: number;
  readonly unit: ChunkUnit;
}

/** One chunk. */
export interface TextChunk {
  readonly index: number;
  readonly text: string;
  /** Where it begins, from 0. */
  readonly start: number;
  /** Where it ends: the first code point behind it. */
  readonly end: number;
}

/** The chunks in order; none of an empty text. */
export function* chunkText(text: string, query: ChunkQuery): Generator<TextChunk> {
  const places = new Places(text);
  let [start, covered] = [0, 0];
  for (let index = 0; covered < text.length; index += 1) {
    let end = endOf(text, start, covered, query);
    // A character that does not fit behind the overlap goes without one.
    if (start < covered && end > forward(text, start, query.size)) {
      start = covered;
      end = endOf(text, start, covered, query);
    }
    yield { index, text: text.slice(start, end), start: places.of(start), end: places.of(end) };
    covered = end;
    start = nextStart(text, start, end, query);
  }
}

/** Not before `covered`: every chunk adds something. The best border in the second half of the chunk, else a border in the first. */
function endOf(text: string, start: number, covered: number, { size, unit }: ChunkQuery): number {
  const limit = forward(text, start, size);
  if (limit >= text.length) return text.length;
  const middle = Math.max(covered, start + Math.floor((limit - start) / 2));
  const border = lastBorder(text, middle, limit, unit) ?? lastBorder(text, covered, middle, unit);
  // A border of words may still stand inside of a character, where a mark follows a blank.
  const end = border === undefined ? limit : characterBorder(text, covered, border);
  return end <= limit && end > covered && border !== undefined ? end : characterBorder(text, covered, limit);
}

function nextStart(text: string, start: number, end: number, { overlap, unit }: ChunkQuery): number {
  if (overlap === 0 || end === text.length) return end;
  const from = Math.max(start + 1, backward(text, end, overlap));
  const border = unit === 'character' ? undefined : firstWordBorder(text, from, end);
  const next = characterBorder(text, start, border ?? from);
  // Where a character began too early, the one behind it is the first of the overlap.
  return Math.min(next < from ? characterBorder(text, next, next + 1) : next, end);
}

function forward(text: string, from: number, count: number): number {
  let index = from;
  for (let left = count; left > 0 && index < text.length; left -= 1) index += isPair(text, index) ? 2 : 1;
  return index;
}

function backward(text: string, from: number, count: number): number {
  let index = from;
  for (let left = count; left > 0 && index > 0; left -= 1) index -= index > 1 && isPair(text, index - 2) ? 2 : 1;
  return index;
}

function isPair(text: string, index: number): boolean {
  return (text.codePointAt(index) ?? 0) > 0xffff;
}

/** Index of a unit → index of a code point, for indices that hardly go back. */
class Places {
  private index = 0;
  private place = 0;

  constructor(private readonly text: string) {}

  of(index: number): number {
    while (this.index < index) this.move(isPair(this.text, this.index) ? 2 : 1, 1);
    while (this.index > index) this.move(this.index > 1 && isPair(this.text, this.index - 2) ? -2 : -1, -1);
    return this.place;
  }

  private move(units: number, places: number): void {
    this.index += units;
    this.place += places;
  }
}
