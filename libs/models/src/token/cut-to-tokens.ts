/** Cuts a text where a model would have to stop. */
import { countTextTokens } from './count-text-tokens.js';

/** Characters that are counted at a time. */
const stride = 1_000;

/** A beginning of the text that is at most `limit` tokens long, and hardly shorter; never half a character. */
export function cutToTokens(model: string, text: string, limit: number): string {
  const characters = [...text];
  let end = 0;
  let left = limit;
  while (end < characters.length) {
    const part = characters.slice(end, end + stride);
    const count = countTextTokens(model, part.join(''));
    if (count > left) return withinLimit(model, characters.slice(0, end + longestFit(model, part, left)), limit);
    left -= count;
    end += part.length;
  }
  return withinLimit(model, characters, limit);
}

/** How many of the characters fit: found by halving. */
function longestFit(model: string, characters: readonly string[], limit: number): number {
  let fits = 0;
  let tooMany = characters.length + 1;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    const isShort = countTextTokens(model, characters.slice(0, middle).join('')) <= limit;
    if (isShort) fits = middle;
    else tooMany = middle;
  }
  return fits;
}

/** Parts that were counted one by one may have other tokens than the whole: rarely, a few characters more have to go. */
function withinLimit(model: string, characters: readonly string[], limit: number): string {
  let kept = characters;
  while (kept.length > 0 && countTextTokens(model, kept.join('')) > limit) kept = kept.slice(0, -1);
  return kept.join('');
}
