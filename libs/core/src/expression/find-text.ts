/**
 * Searching a text in time linear in its length. The engine's own `indexOf` is quadratic for long needles (a megabyte of
 * one letter, and a needle of half of it with another letter in front: minutes), so long needles go through Knuth, Morris
 * and Pratt's automaton.
 */
import { spend, spendReading, type Evaluation } from './evaluation.js';

const longestNativeNeedle = 16;

/** Where `needle` stands in `text`, without overlaps, from left to right; at most `limit` places. The needle is not empty. */
export function findText(evaluation: Evaluation, text: string, needle: string, limit = Infinity): readonly number[] {
  spendReading(evaluation, text.length + needle.length);
  if (needle.length > text.length) return [];
  return needle.length <= longestNativeNeedle
    ? findShort(evaluation, text, needle, limit)
    : findLong(evaluation, text, needle, limit);
}

function findShort(evaluation: Evaluation, text: string, needle: string, limit: number): readonly number[] {
  const places: number[] = [];
  for (let place = text.indexOf(needle); place >= 0; place = text.indexOf(needle, place + needle.length)) {
    spend(evaluation, 1);
    places.push(place);
    if (places.length >= limit) break;
  }
  return places;
}

function findLong(evaluation: Evaluation, text: string, needle: string, limit: number): readonly number[] {
  const borders = borderLengths(needle);
  const places: number[] = [];
  let matched = 0;
  for (let index = 0; index < text.length && places.length < limit; index += 1) {
    matched = extend(needle, borders, matched, text.charCodeAt(index));
    if (matched < needle.length) continue;
    spend(evaluation, 1);
    places.push(index + 1 - matched);
    matched = 0;
  }
  return places;
}

/** For each prefix of the needle, the length of its longest proper prefix that is also its suffix. */
function borderLengths(needle: string): Int32Array {
  const borders = new Int32Array(needle.length);
  for (let index = 1; index < needle.length; index += 1) {
    borders[index] = extend(needle, borders, borders[index - 1] ?? 0, needle.charCodeAt(index));
  }
  return borders;
}

function extend(needle: string, borders: Int32Array, matched: number, code: number): number {
  while (matched > 0 && needle.charCodeAt(matched) !== code) matched = borders[matched - 1] ?? 0;
  return needle.charCodeAt(matched) === code ? matched + 1 : 0;
}
