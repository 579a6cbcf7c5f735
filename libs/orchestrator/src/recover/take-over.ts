/** Makes an execution whose worker is gone another worker's own. The change is itself an entry of the journal, under a higher fence: of
 *  several that try, one succeeds, and whatever the old worker still wants to append is refused from then on. */
import {
  OwnSpending,
  type EventDraft,
  type ExecutionEvent,
  type ExecutionHead,
  type Failure,
  type JsonObject,
} from '@ice/core';
import { Recorder, type RecorderMeans } from '../record/recorder.js';
import { RecordedChildren } from '../run/recorded-children.js';
import { replayableHistory } from './replayable-history.js';

/** How the worker before ended. `drained`: in good order. `lost`: it may have been killed by any of what it ran. `lost-alone`: it was
 *  watching just this execution. */
export type Handover = 'drained' | 'lost' | 'lost-alone';

/** An execution that is this worker's now. */
export interface TakenOver {
  readonly head: ExecutionHead;
  readonly inputs: JsonObject;
  /** What was recorded after `execution.queued`, ready for replay. */
  readonly history: readonly ExecutionEvent[];
  /** What its own model calls have cost by its whole journal. */
  readonly spending: OwnSpending;
  /** Its children by its whole journal. */
  readonly childIds: RecordedChildren;
}

/** The outcome: it is ours, it was put into quarantine, or there is nothing to do (it has ended, or another worker was faster). */
export type TakeOverResult =
  | { readonly kind: 'taken'; readonly execution: TakenOver }
  | { readonly kind: 'quarantined'; readonly head: ExecutionHead }
  | { readonly kind: 'left' };

/** After so many workers were lost in a row over one execution, without the end of a node run in between, it is not tried again. The
 *  first may have been lost over another one, so it makes a suspect at most; the others had been watching it alone. */
const maxCrashes = 3;

/**
 * Takes an unfinished execution over for a worker. Rejects with `IceError` when the store cannot be read or written.
 * @param orphan its head when its worker was found to be gone; whoever took it since keeps it.
 */
export async function takeOver(
  means: RecorderMeans,
  orphan: ExecutionHead,
  worker: string,
  handover: Handover,
): Promise<TakeOverResult> {
  const executionId = orphan.execution_id;
  const events: ExecutionEvent[] = [];
  for await (const event of means.executions.journal(executionId)) events.push(event);
  const head = await means.executions.head(executionId);
  const [queued, ...history] = events;
  if (head === null || queued?.type !== 'execution.queued' || head.sequence !== events.length) return { kind: 'left' };
  if (head.ended_at !== null || head.fence !== orphan.fence) return { kind: 'left' };
  const crashes = crashesOf(head, events, handover);
  const fence = head.fence + 1;
  const recorder = new Recorder(means, head, fence, events.at(-1)?.at);
  const resumed: EventDraft = { type: 'execution.resumed', data: { worker, fence, crashes } };
  const isQuarantined = crashes >= maxCrashes;
  // Before it is ours: one whose payloads cannot be read is left as it is.
  const replayable = isQuarantined ? [] : await replayableHistory(means.executions, history);
  const recorded = await recorder.record(isQuarantined ? [resumed, quarantine(head, recorder)] : [resumed]);
  if (!recorded) return { kind: 'left' };
  if (isQuarantined) return { kind: 'quarantined', head: recorder.head };
  const { inputs } = queued.data;
  const known = { spending: new OwnSpending(events), childIds: new RecordedChildren(events) };
  return { kind: 'taken', execution: { head: recorder.head, inputs, history: replayable, ...known } };
}

/** A worker that recorded the end of anything here was not stopped by it: the count begins anew. One that made nothing here, since it had
 *  begun nothing or only waited for the world, was stopped by something else. */
function crashesOf(head: ExecutionHead, events: readonly ExecutionEvent[], handover: Handover): number {
  const ownedSince = events.findLastIndex(({ type }) => type === 'execution.resumed' || type === 'execution.queued');
  const ownEvents = events.slice(ownedSince + 1);
  if (handover === 'drained') return head.crashes;
  if (ownEvents.some(isProgress)) return 0;
  if (!hasMadeSomething(ownEvents)) return head.crashes;
  return handover === 'lost' ? Math.max(1, head.crashes) : head.crashes + 1;
}

function hasMadeSomething(events: readonly ExecutionEvent[]): boolean {
  const waiting = new Set(events.flatMap((event) => (event.type === 'node.waiting' ? [event.path] : [])));
  return events.some((event) => event.type === 'node.started' && !waiting.has(event.path));
}

const progress: ReadonlySet<ExecutionEvent['type']> = new Set([
  'node.postponed',
  'node.retrying',
  'node.handling',
  'node.completed',
  'node.reused',
  'node.failed',
  'node.skipped',
  'model.answered',
  'tool.returned',
]);

/** True for an event that says how something of an execution ended. */
export function isProgress({ type }: ExecutionEvent): boolean {
  return progress.has(type);
}

function quarantine(head: ExecutionHead, recorder: Recorder): EventDraft {
  const failure: Failure = {
    code: 'quarantined',
    message: `${maxCrashes} processes in a row ended while they ran this, before anything of it had been recorded.`,
    retryable: false,
    evidence: { crashes: maxCrashes },
  };
  return { type: 'execution.failed', data: { failure, duration_ms: recorder.sinceMs(head.started_at) } };
}
