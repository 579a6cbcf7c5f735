/** Records a case as a fixture. Twice the same case gives the same fixture, to the byte. */
import type { ExecutionSnapshot, JsonObject } from '@ice/core';
import { SequentialIds } from '@ice/storage';
import type { JournalCase } from './journal-case.js';
import type { JournalFixture, StoredExecution } from './journal-fixture.js';
import { JournalEngine } from './play-on.js';
import { readJournal } from './store-journal.js';

/** Plays a case and gives what is to be kept of it. */
export async function recordJournal(recorded: JournalCase): Promise<JournalFixture> {
  const engine = new JournalEngine({ ids: new SequentialIds() });
  const appends = watchAppends(engine);
  const { note, others = [], moves = [], inputs = {} } = recorded;
  for (const other of others) engine.compile(other);
  const earlier = await playEarlier(engine, recorded);
  const id = await playCase(engine, recorded, earlier);
  const { events, payloads } = await readJournal(engine, id);
  const { snapshot } = await engine.look(id);
  const own = recorded.childOf === undefined ? recorded.blueprint : (others.at(-1) as JsonObject);
  const given = recorded.childOf === undefined ? inputs : snapshot.inputs;
  return {
    note,
    blueprint: own,
    others,
    inputs: given,
    moves,
    earlier,
    ...{ appends: appends.get(id) ?? [], events, payloads, snapshot },
  };
}

async function playEarlier(engine: JournalEngine, { earlier = [] }: JournalCase): Promise<readonly StoredExecution[]> {
  const stored: StoredExecution[] = [];
  for (const { moves = [], ...opening } of earlier) {
    const { head } = await engine.playAll(opening, moves);
    stored.push(await readJournal(engine, head.execution_id));
  }
  return stored;
}

/** Gives the id of the execution whose journal is kept. */
async function playCase(
  engine: JournalEngine,
  { rerun, childOf, moves = [], ...opening }: JournalCase,
  earlier: readonly StoredExecution[],
): Promise<string> {
  const source = earlier.at(-1)?.events[0];
  const link = rerun && source && { ...rerun, execution_id: source.execution_id };
  const { snapshot } = await engine.playAll({ ...opening, ...(link && { rerun: link }) }, moves);
  return childOf === undefined ? snapshot.execution_id : childIn(snapshot, childOf);
}

function childIn({ nodes }: ExecutionSnapshot, path: string): string {
  const id = nodes.find((node) => node.path === path)?.child_execution_id;
  if (id === undefined) throw new Error(`${path} has no child.`);
  return id;
}

function watchAppends(engine: JournalEngine): ReadonlyMap<string, readonly number[]> {
  const appends = new Map<string, number[]>();
  engine.feed.subscribe(null, {
    events: (id, events) => {
      const sequences = appends.get(id) ?? [];
      appends.set(id, [...sequences, events.at(-1)?.sequence ?? 0]);
    },
  });
  return appends;
}
