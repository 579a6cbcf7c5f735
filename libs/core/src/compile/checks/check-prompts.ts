/** Check: a model call says what it asks in exactly one way. */
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, placeOf, type DocumentDraft, type NodeDraft } from '../read/draft.js';

/** Findings about `prompt` and `messages`. */
export function checkPrompts(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes.filter((node) => node.kind === 'llm').flatMap(checkPrompt);
}

function checkPrompt({ object }: NodeDraft): readonly Finding[] {
  if (object.faulty.has('prompt') || object.faulty.has('messages')) return [];
  const hasPrompt = fieldOf(object, 'prompt') !== undefined;
  const hasMessages = fieldOf(object, 'messages') !== undefined;
  if (hasPrompt !== hasMessages) return [];
  const place = hasPrompt ? placeOf(object, 'messages') : object;
  const fault = hasPrompt
    ? 'there is a "prompt" already, and only one of them counts'
    : 'expected a "prompt" or "messages"';
  return [errorAt(place, 'validation-failed', `${describePlace(place.pointer)}: ${fault}`)];
}
