/** How deep and large a document the compiler reads: the limits of the door, which documents of other ways in have not passed. */
import type { PlainJsonLimits } from '../../json/copy-plain-json.js';

/** See the head of this file. */
export const plainJsonLimits: PlainJsonLimits = { maxDepth: 64, maxValues: 1_000_000, maxKeyLength: 256 };
