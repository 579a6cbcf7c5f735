/** The child executions that somebody in an execution waits for. Pure. */
import type { FrameTree } from '../frame/frame-tree.js';
import type { Frame } from '../frame/frame.js';
import type { NodeRun } from '../node-run.js';

/** Those of waits, and those of calls that an agent's next attempt goes on with. */
export function awaitedChildren({ root, cleanup }: Pick<FrameTree, 'root' | 'cleanup'>): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const frame of [root, cleanup]) if (frame) collect(frame, ids);
  return ids;
}

function collect(frame: Frame, ids: Set<string>): void {
  if (frame.closed) return;
  for (const run of frame.runs) {
    if (run.isSettled) continue;
    for (const id of idsOf(run)) if (id !== undefined) ids.add(id);
    for (const inner of run.frames) collect(inner, ids);
  }
}

function idsOf({ signal, progress }: NodeRun): readonly (string | undefined)[] {
  const called = progress.map(({ type, data }) => (type === 'tool.called' ? data.child_execution_id : undefined));
  return [signal?.child_execution_id, ...called];
}
