// What must be true of every journal.
import { isDeepStrictEqual } from 'node:util';
import { applyEvent, emptyState, snapshotOf } from '@ice/core';

const nodeEnds = new Set(['node.completed', 'node.failed', 'node.skipped', 'node.cancelled']);
/** Nothing of a node run comes after these. A failed one may be retried. */
const lastWords = new Set(['node.completed', 'node.skipped', 'node.cancelled']);

/** @typedef {{ sequence: number, at: string, type: string, path?: string, attempt?: number, data: any }} Event */

/** @param {any} snapshot @param {readonly Event[]} events @returns {readonly string[]} */
export function faultsOfJournal(snapshot, events) {
  return [
    ...(isGapFree(events) ? [] : ['the sequence has a gap']),
    ...(isOrdered(events) ? [] : ['its times go back']),
    ...(endsOnce(events) ? [] : ['it did not end once']),
    ...doubleEnds(events),
    ...lateStarts(events),
    ...(isDeepStrictEqual(foldOf(snapshot.execution_id, events), shownOf(snapshot))
      ? []
      : ['fold and snapshot differ']),
    ...(isPaidOnce(snapshot, events) ? [] : ['its usage is not that of its model calls']),
  ];
}

/** The workers that were lost over the execution, one for each take-over. A wake-up is none. @param {readonly Event[]} events */
export function lossesOf(events) {
  /** @type {string[]} */
  const losses = [];
  let owner = '';
  events.forEach(({ type, data }, index) => {
    if (type === 'execution.resumed' && !isWake(events, index)) losses.push(owner);
    if (type === 'execution.queued' || type === 'execution.resumed') owner = String(data.worker);
  });
  return losses;
}

/** How often the execution had left memory and came back. @param {readonly Event[]} events */
export function wakesOf(events) {
  return events.filter(({ type }, index) => type === 'execution.resumed' && isWake(events, index)).length;
}

/** @param {readonly Event[]} events @param {number} index */
function isWake(events, index) {
  return events[index - 1]?.type === 'execution.waiting';
}

/** @param {readonly Event[]} events */
function isGapFree(events) {
  return events.every(({ sequence }, index) => sequence === index + 1);
}

/** @param {readonly Event[]} events */
function isOrdered(events) {
  return events.every(({ at }, index) => at >= (events[index - 1]?.at ?? ''));
}

/** @param {readonly Event[]} events */
function endsOnce(events) {
  const ends = events.filter(({ type }) => /^execution\.(completed|failed|cancelled)$/.test(type));
  return ends.length === 1 && ends[0] === events.at(-1);
}

/** @param {readonly Event[]} events */
function doubleEnds(events) {
  const seen = new Set();
  return events.flatMap((event) => {
    if (!nodeEnds.has(event.type)) return [];
    const keys = [`${event.path} ended`, `${event.path}#${event.attempt} ended`];
    const isDouble = keys.some((key) => seen.has(key));
    keys.forEach((key) => seen.add(key));
    return isDouble ? [`${event.path} was recorded twice`] : [];
  });
}

/** An answer that was paid for and recorded is never bought again. @param {readonly Event[]} events */
function lateStarts(events) {
  const settled = new Set();
  return events.flatMap(({ type, path }) => {
    if (path !== undefined && lastWords.has(type)) settled.add(path);
    return type === 'node.started' && settled.has(path) ? [`${path} began again after its end`] : [];
  });
}

/** @param {any} snapshot @param {readonly Event[]} events */
function isPaidOnce(snapshot, events) {
  const tokens = events
    .filter(({ type, data }) => type === 'node.completed' && data.usage?.model !== undefined)
    .reduce((sum, { data }) => sum + data.usage.output_tokens, 0);
  return tokens === snapshot.usage.output_tokens;
}

/** @param {string} id @param {readonly Event[]} events */
function foldOf(id, events) {
  const state = emptyState(id);
  for (const event of events) applyEvent(state, /** @type {any} */ (event));
  return JSON.parse(JSON.stringify(snapshotOf(state)));
}

/** @param {any} snapshot as the API shows it */
function shownOf(snapshot) {
  const shown = { ...snapshot };
  delete shown.links;
  return shown;
}
