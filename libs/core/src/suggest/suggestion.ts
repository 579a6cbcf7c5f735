/** What an author may do next with a document: data that a canvas shows and a machine applies. */
import type { PatchOperation } from '../json/apply-patch.js';

/** What a suggestion adds or mends. `wire` gives a missing value from what is there, `input` declares an input, `output` an output,
 *  `fix` is the mend of a diagnostic; the others add a node. */
export type SuggestionType = 'tool' | 'llm' | 'loop' | 'condition' | 'parallel' | 'output' | 'input' | 'wire' | 'fix';

/** One suggestion. */
export interface Suggestion {
  /** The same for the same type and patch, in every process: `sg_` and 12 hex digits. */
  readonly id: string;
  readonly type: SuggestionType;
  /** One sentence for a person. */
  readonly reason: string;
  /** 0 to 1: how likely it is what the author wants. */
  readonly confidence: number;
  /** Applies to the document it was made for, and leaves it with no error that was not there before. */
  readonly patch: readonly PatchOperation[];
}

/** A suggestion that nobody has tried yet. */
export type Idea = Omit<Suggestion, 'id'>;
