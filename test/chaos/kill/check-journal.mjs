// What must be true of the journal of an execution that has ended, as servers show it.
import { isDeepStrictEqual } from 'node:util';
import { applyEvent, emptyState, foldHead, journalFaults, snapshotOf } from '@ice/core';

/** @typedef {import('@ice/core').ExecutionEvent} ExecutionEvent */
/** @typedef {{ sequence: number, at: string, type: string, path?: string, attempt?: number, data: any }} Event */

/**
 * A worker that was lost over an execution, and when the next one went on.
 * @typedef {{ worker: string, resumedAt: number }} Loss
 */

/** @param {any} snapshot @param {readonly Event[]} events @returns {readonly string[]} */
export function faultsOfJournal(snapshot, events) {
  const recorded = /** @type {readonly ExecutionEvent[]} */ (events);
  const head = foldHead(emptyState(snapshot.execution_id).head, recorded);
  return [
    ...journalFaults(head, recorded).map(({ promise, message }) => `${promise}: ${message}`),
    ...doubleEnds(events),
    ...(isDeepStrictEqual(foldOf(snapshot.execution_id, recorded), shownOf(snapshot))
      ? []
      : ['fold and snapshot differ']),
    ...(isPaidOnce(snapshot, events) ? [] : ['its usage is not that of its model calls']),
  ];
}

/** The workers that were lost over the execution, one for each take-over. A wake-up is none. @param {readonly Event[]} events */
export function lossesOf(events) {
  /** @type {Loss[]} */
  const losses = [];
  let owner = '';
  events.forEach(({ type, at, data }, index) => {
    if (type === 'execution.resumed' && !isWake(events, index))
      losses.push({ worker: owner, resumedAt: Date.parse(at) });
    if (ownerships.has(type) && data.worker !== undefined) owner = String(data.worker);
  });
  return losses;
}

const ownerships = new Set(['execution.queued', 'execution.started', 'execution.resumed']);

/** How often the execution had left memory and came back. @param {readonly Event[]} events */
export function wakesOf(events) {
  return events.filter(({ type }, index) => type === 'execution.resumed' && isWake(events, index)).length;
}

/** @param {readonly Event[]} events @param {number} index */
function isWake(events, index) {
  return events[index - 1]?.type === 'execution.waiting';
}

const attemptEnds = new Set(['node.completed', 'node.failed']);

/** Each attempt ends once. @param {readonly Event[]} events */
function doubleEnds(events) {
  const seen = new Set();
  return events.flatMap(({ type, path, attempt }) => {
    if (!attemptEnds.has(type)) return [];
    const isDouble = seen.has(`${path}#${attempt}`);
    seen.add(`${path}#${attempt}`);
    return isDouble ? [`${path} was recorded twice`] : [];
  });
}

/** An answer that was paid for and recorded is never bought again. @param {any} snapshot @param {readonly Event[]} events */
function isPaidOnce(snapshot, events) {
  const tokens = events
    .filter(({ type, data }) => type === 'node.completed' && data.usage?.model !== undefined)
    .reduce((sum, { data }) => sum + data.usage.output_tokens, 0);
  return tokens === snapshot.usage.output_tokens;
}

/** @param {string} id @param {readonly ExecutionEvent[]} events */
function foldOf(id, events) {
  const state = emptyState(id);
  for (const event of events) applyEvent(state, event);
  return JSON.parse(JSON.stringify(snapshotOf(state)));
}

/** @param {any} snapshot as the API shows it */
function shownOf(snapshot) {
  const shown = { ...snapshot };
  delete shown.links;
  return shown;
}
