/** How much sample values of two places look alike: evidence that one may feed the other, where names say nothing. */
import type { JsonValue } from '../json/json-value.js';
import { coverage, nameTokens } from './name-tokens.js';

/** 0 to 1: the best of all pairs of scalars. */
export function sampleLikeness(wanted: readonly JsonValue[], found: readonly JsonValue[]): number {
  let best = 0;
  for (const left of wanted.slice(0, maxSamples)) {
    for (const right of found.slice(0, maxSamples)) best = Math.max(best, likeness(left, right));
  }
  return best;
}

const maxSamples = 4;

function likeness(wanted: JsonValue, found: JsonValue): number {
  if (typeof wanted === 'string' && typeof found === 'string') return textLikeness(wanted, found);
  // Small counts are equal by chance.
  return typeof wanted === 'number' && wanted === found && Math.abs(wanted) > 9 ? 0.6 : 0;
}

function textLikeness(wanted: string, found: string): number {
  if (wanted === found) return wanted.length > 1 ? 1 : 0;
  const shape = shapeOf(wanted);
  if (/[^a ]/.test(shape) && shape === shapeOf(found)) return 0.7;
  const [left, right] = [nameTokens(wanted), nameTokens(found)];
  const shared = coverage(left, new Set(right)) * left.length;
  const jaccard = shared / (left.length + right.length - shared || 1);
  return jaccard >= 0.3 ? jaccard * 0.6 : 0;
}

/** `$300 per cs` → `$9 a a`. */
function shapeOf(text: string): string {
  return text
    .slice(0, 200)
    .replace(/\p{L}+/gu, 'a')
    .replace(/\p{N}+(?:[.,]\p{N}+)*/gu, '9');
}
