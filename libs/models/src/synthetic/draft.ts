/** What one synthetic value is made with. Handed down unchanged but for its position. */
import type { JsonSchema, JsonValue } from '@ice/core';
import type { PartChecker } from './part-checker.js';
import type { Topic } from './prompt-topic.js';
import type { SeededRandom } from './seeded-random.js';

/**
 * How much an answer says: `full` has optional fields and natural texts, `small` only what is required,
 * `least` the shortest values that fit.
 */
export type DraftSize = 'full' | 'small' | 'least';

/** The surroundings of a value that is being made. */
export interface Draft {
  /** Where `$ref` begins. */
  readonly root: JsonSchema;
  readonly random: SeededRandom;
  readonly topic: Topic;
  readonly size: DraftSize;
  /** True when the usual choices did not fit: then optional fields are left out by chance, and types not named are tried. */
  readonly isRetry: boolean;
  /** Judges values inside the whole. */
  readonly parts: PartChecker;
  /** Values and texts that may still be made anew because the last one did not fit; for all drafts of this size together. */
  readonly tries: { left: number };
  /** Characters that may still be written. At 0 everything stays as small as it can, even if it does not fit any more. */
  readonly budget: { characters: number };
  /** Objects and lists around the value. */
  readonly depth: number;
  /** Key of the nearest object that holds the value: what its text is likely about. Empty at the top. */
  readonly key: string;
  /** Above 0 while a list looks for another distinct item: another number, hopefully another item. */
  readonly variety: number;
}

/** Makes a value inside another. */
export type MakeValue = (schema: JsonSchema, draft: Draft) => JsonValue;

/** From this depth on nothing optional is made; recursive schemas end there. */
const optionalDepth = 3;

/** True while an answer may say more than it has to. */
export function isGenerous(draft: Draft): boolean {
  return draft.size === 'full' && draft.depth < optionalDepth && draft.budget.characters > 0;
}
