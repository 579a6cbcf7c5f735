/** What an attempt records while it is under way, so that the next attempt goes on from there: an agent's turns and calls. */
import type { EventDraft, ExecutionEvent } from '@ice/core';

const types = ['memory.recalled', 'model.answered', 'tool.called', 'tool.returned'] as const;

/** One recorded piece. */
export type Progress = {
  [Type in (typeof types)[number]]: Pick<Extract<EventDraft, { readonly type: Type }>, 'type' | 'data'>;
}[(typeof types)[number]];

/** True for an event that is progress of its node run. */
export function isProgressEvent<Event extends EventDraft | ExecutionEvent>(
  event: Event,
): event is Extract<Event, { readonly type: Progress['type'] }> {
  return (types as readonly string[]).includes(event.type);
}
