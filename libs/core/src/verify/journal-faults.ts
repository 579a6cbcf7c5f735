/** What must be true of every journal, whatever has happened to the processes that wrote it: the promises of `docs/promises.md` that can be
 *  read from it. Pure; it asks for nothing but the events and the head that is stored beside them. */
import { canonicalJson } from '../blueprint/canonical-json.js';
import type { JsonValue } from '../json/json-value.js';
import type { ExecutionEvent } from '../event/execution-event.js';
import { foldHead } from '../event/fold-head.js';
import { emptyState } from '../event/apply-event.js';
import { isFinalStatus } from '../execution/status.js';
import type { ExecutionHead } from '../execution/snapshot.js';

/** A promise that a journal breaks. */
export interface JournalFault {
  /** Its number in `docs/promises.md`. */
  readonly promise: 'P1' | 'P2' | 'P4' | 'P5' | 'P8';
  /** One line, without values of the execution. */
  readonly message: string;
}

/** All faults of one journal; none for one that is as it must be, ended or not. */
export function journalFaults(head: ExecutionHead, events: readonly ExecutionEvent[]): readonly JournalFault[] {
  return [
    ...beginning(events),
    ...order(events),
    ...fences(events),
    ...ends(head, events),
    ...doubles(events),
    ...summary(head, events),
  ];
}

function beginning(events: readonly ExecutionEvent[]): readonly JournalFault[] {
  if (events[0]?.type !== 'execution.queued') return [fault('P1', 'it does not begin with its acceptance')];
  const second = events.slice(1).find(({ type }) => type === 'execution.queued');
  return second ? [fault('P1', `it was accepted a second time at ${second.sequence}`)] : [];
}

function order(events: readonly ExecutionEvent[]): readonly JournalFault[] {
  return events.flatMap(({ sequence, at }, index) => {
    const before = events[index - 1];
    return [
      ...(sequence === index + 1 ? [] : [fault('P5', `entry ${index + 1} has the sequence ${sequence}`)]),
      ...(before === undefined || at >= before.at ? [] : [fault('P5', `the time goes back at ${sequence}`)]),
    ];
  });
}

/** Who takes an execution over has a higher fence than everybody before. */
function fences(events: readonly ExecutionEvent[]): readonly JournalFault[] {
  let highest = 1;
  return events.flatMap((event) => {
    if (event.type !== 'execution.resumed') return [];
    const { fence } = event.data;
    const isHigher = fence > highest;
    highest = Math.max(highest, fence);
    return isHigher ? [] : [fault('P4', `the fence does not rise at ${event.sequence}`)];
  });
}

const executionEnds: ReadonlySet<ExecutionEvent['type']> = new Set([
  'execution.completed',
  'execution.failed',
  'execution.cancelled',
]);

function ends({ status }: ExecutionHead, events: readonly ExecutionEvent[]): readonly JournalFault[] {
  const [first, ...more] = events.filter(({ type }) => executionEnds.has(type));
  if (more[0]) return [fault('P8', `it ends a second time at ${more[0].sequence}`)];
  if (!first) return isFinalStatus(status) ? [fault('P4', `it is said to be ${status} and has no end`)] : [];
  const last = events.at(-1) as ExecutionEvent;
  return last === first ? [] : [fault('P8', `entries follow its end at ${first.sequence}`)];
}

/** After these a node run neither begins nor ends again, unless something around it is tried again. */
const lastWords: ReadonlySet<ExecutionEvent['type']> = new Set([
  'node.completed',
  'node.reused',
  'node.skipped',
  'node.cancelled',
]);

function doubles(events: readonly ExecutionEvent[]): readonly JournalFault[] {
  const settled = new Set<string>();
  return events.flatMap(({ type, path, sequence }) => {
    if (path === undefined) return [];
    if (type === 'node.retrying') forgetBelow(settled, path);
    const isAgain = (type === 'node.started' || lastWords.has(type)) && settled.has(path);
    if (lastWords.has(type)) settled.add(path);
    return isAgain ? [fault('P2', `a node run goes on after its end at ${sequence}`)] : [];
  });
}

function forgetBelow(settled: Set<string>, path: string): void {
  for (const each of settled) if (each.startsWith(`${path}.`) || each.startsWith(`${path}[`)) settled.delete(each);
}

/** What is stored beside the journal is its fold. */
function summary(head: ExecutionHead, events: readonly ExecutionEvent[]): readonly JournalFault[] {
  const folded = foldHead(emptyState(head.execution_id).head, events);
  return textOf(folded) === textOf(head) ? [] : [fault('P5', 'the head is not the fold of the journal')];
}

/** As it is stored: without members that are undefined. */
function textOf(head: ExecutionHead): string {
  return canonicalJson(JSON.parse(JSON.stringify(head)) as JsonValue);
}

function fault(promise: JournalFault['promise'], message: string): JournalFault {
  return { promise, message };
}
