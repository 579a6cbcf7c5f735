/** What one keyword has against one value, as the compiled schema notes it. `problem-text.ts` makes words of it. */
import type { JsonValue } from '../json/json-value.js';

/** Details of a refusal, by names that the keyword gives them. */
export type RefusalDetails = Readonly<Record<string, JsonValue | undefined>>;

/** One keyword refuses one value. */
export interface KeywordRefusal {
  /** JSON Pointer of the value. */
  readonly pointer: string;
  /** The keyword that refuses; `false schema` for the one that takes nothing. */
  readonly keyword: string;
  readonly details: RefusalDetails;
  readonly value: JsonValue;
  /** The name of a member, when the name is what is refused. */
  readonly propertyName?: string;
}
