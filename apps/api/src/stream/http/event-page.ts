/** One page of a journal as JSON text: as many events as were asked for, or fewer where they are large. */
import type { ExecutionEvent, ExecutionReader } from '@ice/core';
import { eventText } from '../event-text.js';

const step = 100;

/** A page ends with the event that makes it longer than this. */
const maxCharacters = 4_194_304;

/** Where events come from. */
type EventReader = Pick<ExecutionReader, 'events'>;

/** What a page shows. */
export interface PageRequest {
  readonly executionId: string;
  readonly after: number;
  readonly limit: number;
}

/** The page in list form; `next_cursor` is the sequence of its last event, for `?after=`. */
export async function eventPageText(executions: EventReader, request: PageRequest): Promise<string> {
  const { events, hasMore } = await readPage(executions, request);
  const last = events.at(-1);
  const cursor = hasMore && last ? JSON.stringify(String(last.sequence)) : 'null';
  return `{"data":[${events.map(eventText).join(',')}],"next_cursor":${cursor},"has_more":${hasMore}}`;
}

interface EventPage {
  readonly events: readonly ExecutionEvent[];
  readonly hasMore: boolean;
}

/** Reads in steps, so that a page of large events never fills the memory. */
async function readPage(executions: EventReader, { executionId, after, limit }: PageRequest): Promise<EventPage> {
  const events: ExecutionEvent[] = [];
  let characters = 0;
  for (;;) {
    const wanted = Math.min(step, limit + 1 - events.length);
    const found = await executions.events(executionId, after + events.length, wanted);
    for (const event of found) {
      if (events.length === limit || characters > maxCharacters) return { events, hasMore: true };
      events.push(event);
      characters += eventText(event).length;
    }
    if (found.length < wanted) return { events, hasMore: false };
  }
}
