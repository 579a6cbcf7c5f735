/** What must hold whatever kinds of nodes are nested in each other, whatever comes from outside, and wherever the processes that run them
 *  die. `ICE_LONG=1` runs many more. */
import { describe, expect, it } from '@jest/globals';
import { applyEvent, emptyState, OwnSpending, snapshotOf, type ExecutionEvent } from '@ice/core';
import fc from 'fast-check';
import { playKilled, type Fate } from '../support/killed-executions.js';
import { nestedDocument } from '../support/nested-kinds.js';
import type { Played } from '../support/start-engine.js';

const isLong = process.env['ICE_LONG'] === '1';
const runs = isLong ? 200 : 40;
const ends = new Set(['node.completed', 'node.reused', 'node.failed', 'node.skipped', 'node.cancelled']);
const executionEnds = new Set(['execution.completed', 'execution.failed', 'execution.cancelled']);

const fate: fc.Arbitrary<Fate> = fc.record({
  deaths: fc.array(fc.nat(20), { maxLength: 4 }),
  rolls: fc.array(fc.nat(99), { minLength: 1, maxLength: 8 }),
  cancelAt: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(30) }),
  budgetUsd: fc.constantFrom(null, 0.000_01, 0.001, 0.003, 1),
});

describe('all kinds of nodes, nested in each other and killed again and again', () => {
  it('end, once each, and leave nothing open', async () => {
    const kinds = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(nestedDocument(4), fate, async (nested, what) => {
        const { played: all, spent, left } = await playKilled(nested, what);
        expect(left).toEqual([]);
        if (what.budgetUsd !== null) expect(spent).toBe(sum(all.map(({ events }) => new OwnSpending(events).total)));
        for (const played of all) {
          expect(wrongIn(played)).toEqual([]);
          for (const { type, data } of played.events)
            if (type === 'node.started') kinds.set(data.kind, (kinds.get(data.kind) ?? 0) + 1);
        }
      }),
      { numRuns: runs },
    );
    if (isLong) console.log(JSON.stringify(Object.fromEntries(kinds)));
  });
});

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** Whatever of an ended execution must not be so. */
function wrongIn(played: Played): readonly string[] {
  const { events, snapshot, head } = played;
  const state = emptyState(head.execution_id);
  for (const event of events) applyEvent(state, event);
  const isFolded = JSON.stringify(snapshotOf(state)) === JSON.stringify(snapshot);
  const last = events.findIndex(({ type }) => executionEnds.has(type));
  return [
    ...(isFolded && head.ended_at !== null ? [] : ['the fold is not the snapshot']),
    ...(last === events.length - 1 ? [] : ['something follows the end']),
    ...events.filter(({ sequence }, index) => sequence !== index + 1).map(({ sequence }) => `gap at ${sequence}`),
    ...snapshot.open_signals.map(({ path }) => `${path} is open`),
    ...snapshot.nodes.filter(({ status }) => !isEnd(status)).map(({ path, status }) => `${path} is ${status}`),
    ...endedTwice(events),
    ...begunTwice(events),
  ];
}

function isEnd(status: string): boolean {
  return ['completed', 'failed', 'skipped', 'cancelled'].includes(status);
}

/** Node runs with more than one end, but for those in a container that was tried again. */
function endedTwice(events: readonly ExecutionEvent[]): readonly string[] {
  return repeated(events, ({ type }) => ends.has(type)).map((path) => `${path} ended twice`);
}

/** What may be done once at most. */
function begunTwice(events: readonly ExecutionEvent[]): readonly string[] {
  const charges = new Set(events.flatMap((event) => (isCharge(event) ? [event.path] : [])));
  const begun = repeated(events, ({ type, path }) => type === 'node.started' && charges.has(path));
  return begun.map((path) => `${path} was begun twice`);
}

function isCharge({ type, data }: ExecutionEvent): boolean {
  return type === 'node.started' && JSON.stringify(data.input ?? null).startsWith('{"cents"');
}

/** Paths of which there is more than one such event, since whatever is around them began its last attempt. */
function repeated(events: readonly ExecutionEvent[], isMeant: (event: ExecutionEvent) => boolean): readonly string[] {
  const once = new Set<string>();
  const twice: string[] = [];
  for (const event of events) {
    const { type, path } = event;
    if (path === undefined) continue;
    if (type === 'node.retrying')
      for (const other of once)
        if (new RegExp(`^${path.replace(/[[\].]/g, '\\$&')}([.[]|$)`).test(other)) once.delete(other);
    if (!isMeant(event)) continue;
    if (once.has(path)) twice.push(path);
    once.add(path);
  }
  return twice;
}
