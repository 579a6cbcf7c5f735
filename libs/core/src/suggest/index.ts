/** What an author may do next with a document, and what the document still lacks. */
export { pendingInputs, type PendingCandidate, type PendingInput } from './pending-inputs.js';
export { suggestEdits } from './suggest-edits.js';
export type { Suggestion, SuggestionType } from './suggestion.js';
