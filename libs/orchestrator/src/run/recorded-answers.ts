/** Which answers the journal of an execution has: they alone may go from where answers are kept. What was used in a turn that could not be
 *  recorded is not among them, and counts for whoever goes on. */
import type { EventDraft, ExecutionEvent } from '@ice/core';

/** See the head of this file. */
export class RecordedAnswers {
  private readonly ids = new Set<string>();

  /** @param history what was recorded before. */
  constructor(history: readonly ExecutionEvent[]) {
    this.follow(history);
  }

  /** The journal has these. */
  follow(events: readonly (EventDraft | ExecutionEvent)[]): void {
    for (const { type, data } of events) {
      if (type === 'signal.answered' || type === 'budget.raised') this.ids.add(data.answer_id);
    }
  }

  has(answerId: string): boolean {
    return this.ids.has(answerId);
  }
}
