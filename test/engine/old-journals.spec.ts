/** Old histories replay: the journals that released versions have recorded are kept, folded and gone on with for ever after. */
import { describe, expect, it } from '@jest/globals';
import {
  applyEvent,
  emptyState,
  journalFaults,
  snapshotOf,
  type ExecutionEvent,
  type ExecutionSnapshot,
} from '@ice/core';
import { interfaceMembers } from '../docs/source-declarations.js';
import { readFixtures, type JournalFixture } from '../support/journals/journal-fixture.js';
import { JournalEngine } from '../support/journals/play-on.js';
import { readJournal, storeJournal } from '../support/journals/store-journal.js';

const fixtures = readFixtures();
const source = 'libs/core/src/event/execution-event.ts';
const dataMembers = interfaceMembers(source, 'EventData');
const eventMembers = interfaceMembers(source, 'EventOf');

describe('the stored journals', () => {
  it('hold every type of event', () => {
    const types = new Set(fixtures.flatMap(([, { events }]) => events.map(({ type }) => type)));
    expect([...types].sort()).toEqual([...dataMembers.keys()].sort());
  });

  it('are of blueprints that still have the revisions that they had', () => {
    for (const [name, { blueprint, others, events }] of fixtures) {
      const engine = new JournalEngine();
      for (const other of others) engine.compile(other);
      const [queued] = events;
      expect([name, queued?.data]).toMatchObject([name, { revision: engine.compile(blueprint).revision }]);
    }
  });
});

describe.each(fixtures)('the journal %s', (_name, fixture) => {
  const { events, snapshot } = fixture;

  it('has events as they are today, in their order', () => {
    expect(events.flatMap(strangeIn)).toEqual([]);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    const times = events.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
  });

  it('folds to its snapshot', () => {
    const state = emptyState(snapshot.execution_id);
    for (const event of events) applyEvent(state, event);
    expect(snapshotOf(state)).toEqual(snapshot);
  });

  it('keeps every promise that can be read from it', () => {
    const state = emptyState(snapshot.execution_id);
    for (const event of events) applyEvent(state, event);
    expect(journalFaults(state.head, events)).toEqual([]);
  });

  it('is gone on with after each of its appends, to the same end', async () => {
    for (const length of fixture.appends.filter((sequence) => sequence < events.length)) {
      const where = `after ${length}: ${events[length - 1]?.type} ${events[length - 1]?.path ?? ''}`;
      const resumed = await resumeAfter(fixture, length);
      expect({ where, ...outcomeOf(resumed) }).toEqual({ where, ...outcomeOf(snapshot) });
    }
  });

  it('that has ended is left as it is', async () => {
    const engine = new JournalEngine();
    for (const document of [...fixture.others, fixture.blueprint]) engine.compile(document);
    const id = await storeJournal(engine, fixture);
    await engine.resume(id);
    expect(await readJournal(engine, id)).toEqual({ events, payloads: fixture.payloads });
  });
});

/** A process begins with these events in its store. */
async function resumeAfter(fixture: JournalFixture, length: number): Promise<ExecutionSnapshot> {
  const last = fixture.events[length - 1] as ExecutionEvent;
  const engine = new JournalEngine({ timeMs: Date.parse(last.at) });
  for (const document of [...fixture.others, fixture.blueprint]) engine.compile(document);
  for (const earlier of fixture.earlier) await storeJournal(engine, earlier);
  const id = await storeJournal(engine, fixture, length);
  await engine.resume(id);
  const played = await engine.playOn(id, fixture.moves);
  await engine.close();
  expect(engine.told).toEqual([]);
  expect(played.events.slice(0, length)).toEqual(fixture.events.slice(0, length));
  return played.snapshot;
}

/** What must be the same wherever the journal stopped. Attempts are not: one that was under way is made again. */
function outcomeOf({ status, outputs, failure, nodes, open_signals }: ExecutionSnapshot) {
  const ends = nodes.map((node) => [node.path, node.status, node.output ?? node.output_ref, node.failure?.code]);
  return { status, outputs, failure, open_signals, nodes: ends.toSorted() };
}

/** What of an event no type knows, and what its type misses. */
function strangeIn({ sequence, type, data, ...rest }: ExecutionEvent): readonly string[] {
  const known = dataMembers.get(type);
  if (!known) return [`${sequence}: ${type}`];
  const own = [...missing(known, data), ...unknown(known, data)].map((member) => `${type}.data.${member}`);
  const members = new Set(['sequence', 'type', 'data', ...Object.keys(rest)]);
  const strange = [...members].filter((member) => !eventMembers.has(member));
  return [...own, ...strange].map((what) => `${sequence}: ${what}`);
}

function missing(known: readonly string[], data: object): readonly string[] {
  return known.filter((member) => !member.endsWith('?') && !(member in data));
}

function unknown(known: readonly string[], data: object): readonly string[] {
  const names = new Set(known.map((member) => member.replace('?', '')));
  return Object.keys(data).filter((member) => !names.has(member));
}
