/** Makes an attempt that another worker has given away. Nothing is decided, paid or recorded here: what it came to and what it has
 *  reported goes back to its owner. */
import type { CompiledNode } from '@ice/core';
import { leafKinds } from '../../node-kind/node-kinds.js';
import type { ExecutionMeans } from '../execution-means.js';
import { AttemptContext } from './attempt-context.js';
import type { Note } from './attempt-context.js';
import type { AttemptHost } from './attempt-host.js';
import { mayBeRelayed, type RelayedAttempt, type RelayedEnd } from './attempt-relay.js';
import type { LeafKind } from './leaf-kind.js';
import { makeForOwner } from './make-attempt.js';

/** Never rejects: whatever goes wrong is an outcome. `signal` ends it early. */
export async function makeRelayed(
  { path, attempt, depth, input, sealed, timeoutMs }: RelayedAttempt,
  node: CompiledNode,
  means: ExecutionMeans,
  signal: AbortSignal,
): Promise<RelayedEnd> {
  const notes: Note[] = [];
  const run = { path, progress: [], plan: { node } };
  const context = new AttemptContext({ run, attempt, input, sealed, timeoutMs }, means, hostOf(depth, notes));
  const abort = (): void => context.abort('The attempt is no longer wanted.');
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  const stopTimer = timeoutMs === null ? null : means.clock.after(timeoutMs, abort);
  try {
    if (!mayBeRelayed(node)) throw new Error(`Attempts of ${node.kind} are made by the owner of their execution.`);
    return { outcome: await makeForOwner(leafKinds[node.kind] as LeafKind, context), notes };
  } finally {
    stopTimer?.();
    signal.removeEventListener('abort', abort);
    means.dispose();
  }
}

/** Places of notes are filled in by the owner's context again. */
function hostOf(depth: number, notes: Note[]): AttemptHost {
  const note = ({ type, data }: Parameters<AttemptHost['note']>[0]): void => void notes.push({ type, data } as Note);
  return {
    depth,
    note,
    record: (drafts) => {
      drafts.forEach(note);
      return Promise.resolve(true);
    },
    runChild: () => Promise.reject(new Error('Children are run by the owner of their parent.')),
    aside: async (until) => void (await until),
  };
}
