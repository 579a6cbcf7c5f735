/** What must hold for any blueprint: one outcome a node run, predecessors first, the limit kept, the fold equal to the truth, and
 *  an execution that is cut off anywhere goes on to the same end. `ICE_LONG=1` runs many more. */
import { describe, expect, it } from '@jest/globals';
import { applyEvent, emptyState, snapshotOf, type ExecutionEvent, type JsonObject } from '@ice/core';
import fc from 'fast-check';
import { randomBlueprint } from '../support/random-dag.js';
import { Engine, storyOf } from '../support/start-engine.js';

const runs = process.env['ICE_LONG'] === '1' ? 2_000 : 60;
const ends = new Set(['node.completed', 'node.failed', 'node.skipped', 'node.cancelled']);

/** Paths with the number of their ends. */
function endings(events: readonly ExecutionEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.path !== undefined && ends.has(event.type)) counts.set(event.path, (counts.get(event.path) ?? 0) + 1);
  }
  return counts;
}

/** Widest number of leaf attempts at a time. */
function width(events: readonly ExecutionEvent[]): number {
  const running = new Set<string>();
  let widest = 0;
  for (const event of events) {
    if (event.type === 'node.started' && (event.data.kind === 'tool' || event.data.kind === 'fail'))
      running.add(event.path ?? '');
    else if (event.path !== undefined && (ends.has(event.type) || event.type === 'node.retrying'))
      running.delete(event.path);
    widest = Math.max(widest, running.size);
  }
  return widest;
}

/** Top-level nodes that began before a predecessor had ended, although their join waits for all of them. */
function tooEarly(document: JsonObject, events: readonly ExecutionEvent[]): readonly string[] {
  const nodes = document['nodes'] as readonly JsonObject[];
  const waiting = new Map(
    nodes
      .filter((node) => node['join'] !== 'any')
      .map((node) => [node['id'] as string, node['dependencies'] as readonly string[]]),
  );
  const ended = new Set<string>();
  const early: string[] = [];
  for (const event of events) {
    if (event.path !== undefined && ends.has(event.type)) ended.add(event.path);
    if (event.type !== 'node.started' || event.path === undefined) continue;
    if ((waiting.get(event.path) ?? []).some((id) => !ended.has(id))) early.push(event.path);
  }
  return early;
}

describe('any blueprint', () => {
  const engine = new Engine();

  it('ends every top-level node exactly once, predecessors first, within its width; and the fold is the snapshot', async () => {
    const blueprint = randomBlueprint(14);
    await fc.assert(
      fc.asyncProperty(blueprint, async (document) => {
        const { events, snapshot, head } = await engine.play(document);
        const counts = endings(events);
        const ids = (document['nodes'] as readonly JsonObject[]).map((node) => node['id'] as string);
        expect(ids.map((id) => counts.get(id))).toEqual(ids.map(() => 1));
        expect([...counts.values()].every((count) => count === 1)).toBe(true);
        expect(tooEarly(document, events)).toEqual([]);
        expect(width(events)).toBeLessThanOrEqual(document['max_concurrency'] as number);
        expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
        const state = emptyState(head.execution_id);
        for (const event of [...events, ...events]) applyEvent(state, event);
        expect(snapshotOf(state)).toEqual(snapshot);
        expect(state.head).toEqual(head);
      }),
      { numRuns: runs },
    );
  });

  it('goes on from wherever its journal stops, and comes to the same end', async () => {
    await fc.assert(
      fc.asyncProperty(randomBlueprint(10), fc.double({ min: 0, max: 1, noNaN: true }), async (document, share) => {
        const whole = await engine.play(document);
        const cut = 1 + Math.floor(share * (whole.events.length - 2));
        const resumed = await engine.resumeFrom(document, whole.events.slice(0, cut));
        expect(outcome(resumed.snapshot)).toEqual(outcome(whole.snapshot));
        expect(storyOf(resumed.events).slice(0, cut - 1)).toEqual(storyOf(whole.events).slice(0, cut - 1));
        expect([...endings(resumed.events).values()].every((count) => count === 1)).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});

/** What must not depend on where a crash fell. Races (`any`) may be won by another branch, so only statuses of what is settled by
 *  the blueprint alone are compared. */
function outcome(snapshot: {
  readonly status: string;
  readonly nodes: readonly { readonly path: string; readonly status: string }[];
}) {
  return {
    status: snapshot.status,
    nodes: snapshot.nodes
      .filter((node) => !node.path.includes('.'))
      .map(({ path, status }) => [path, status])
      .sort(),
  };
}
