/** The children that the journal of an execution speaks of and does not know to have ended. Some of them nobody waits for any more: their
 *  process may have been gone before it could tell them. */
import type { EventDraft, ExecutionEvent, Failure } from '@ice/core';

/** See the head of this file. */
export class RecordedChildren {
  private readonly placesById = new Map<string, string>();
  private readonly idsByPlace = new Map<string, string>();

  /** @param events what was recorded before, all of it: a replay leaves out what went on where all has settled since. */
  constructor(events: readonly ExecutionEvent[]) {
    this.follow(events);
  }

  /** Those that may not have ended, oldest first. */
  get open(): readonly string[] {
    return [...this.placesById.keys()];
  }

  /** The journal has these. */
  follow(events: readonly (EventDraft | ExecutionEvent)[]): void {
    for (const event of events) this.apply(event);
  }

  private apply({ type, data, path = '' }: EventDraft | ExecutionEvent): void {
    switch (type) {
      case 'node.waiting':
        return this.begun(data.signal.child_execution_id, path);
      case 'tool.called':
        return this.begun(data.child_execution_id, callPlace(path, data));
      case 'tool.returned':
        return this.ended(this.idsByPlace.get(callPlace(path, data)));
      case 'node.completed':
        // Where something stood in for its outputs, it may go on.
        return data.recovered ? undefined : this.ended(this.idsByPlace.get(path));
      case 'node.retrying':
      case 'node.handling':
      case 'node.failed':
        return this.ended(toldBy(data.failure));
      default:
    }
  }

  private begun(id: string | undefined, place: string): void {
    if (id === undefined) return;
    this.placesById.set(id, place);
    this.idsByPlace.set(place, id);
  }

  private ended(id: string | undefined): void {
    const place = id === undefined ? undefined : this.placesById.get(id);
    if (id === undefined || place === undefined) return;
    this.placesById.delete(id);
    if (this.idsByPlace.get(place) === id) this.idsByPlace.delete(place);
  }
}

function callPlace(path: string, { turn, call }: { readonly turn: number; readonly call: number }): string {
  return `${path}#${turn}.${call}`;
}

/** The child whose failure it is. */
function toldBy({ evidence }: Failure): string | undefined {
  const id = evidence?.['child_execution_id'];
  return typeof id === 'string' ? id : undefined;
}
