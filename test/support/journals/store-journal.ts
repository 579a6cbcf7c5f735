/** Puts stored journals into the store of an engine, whole or up to some append, and takes them out. */
import { emptyState, type ExecutionEvent, type StreamPayload } from '@ice/core';
import type { Engine } from '../start-engine.js';
import type { StoredExecution } from './journal-fixture.js';

/** Appends the first `length` events of a journal, all of them by default. Gives the id of the execution. */
export async function storeJournal(
  engine: Engine,
  { events, payloads }: StoredExecution,
  length = events.length,
): Promise<string> {
  const recorded = events.slice(0, length);
  const { execution_id: id } = recorded[0] as ExecutionEvent;
  const hashes = new Set(recorded.map(hashIn));
  const needed = payloads.filter(({ hash }) => hashes.has(hash));
  const appended = await engine.executions.append(emptyState(id).head, 1, recorded, needed);
  if (!appended.ok) throw new Error(`The journal of ${id} could not be written.`);
  return id;
}

/** A journal with the payloads that it speaks of. */
export async function readJournal(engine: Engine, id: string): Promise<StoredExecution> {
  const events: ExecutionEvent[] = [];
  for await (const event of engine.executions.journal(id)) events.push(event);
  const hashes = [...new Set(events.flatMap((event) => hashIn(event) ?? []))];
  const payloads: StreamPayload[] = [];
  for (const hash of hashes) payloads.push({ hash, text: (await engine.executions.payload(id, hash)) as string });
  return { events, payloads };
}

function hashIn({ data }: ExecutionEvent): string | undefined {
  if ('output_ref' in data) return data.output_ref?.hash;
  return 'input_ref' in data ? data.input_ref?.hash : undefined;
}
