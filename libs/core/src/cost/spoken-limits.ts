/** How long that is what the engine itself says to a model, and how much it listens to. The engine keeps to it, so that what is not known
 *  before an execution is bounded all the same. */

/** Longest remark on an answer that does not fit, in bytes of UTF-8. */
export const mostRemarkBytes = 2_000;

/** Beside the calls that a turn may make, an agent reads so many more, to refuse them; the rest is dropped. */
export const mostRefusedCalls = 16;

/** Longest refusal of a call too many, and longest note on an output that was cut, in bytes of UTF-8. */
export const mostRefusalBytes = 200;

/** What the chat formats add to a message: generously, since not all of them are documented. */
export const messageTokens = 32;

/** The same of a call and its result, with the call's id. */
export const callTokens = 192;
