/** What an attempt has cost that nobody waits for any more: it changes nothing else. */
import type { NodeRun } from './node-run.js';
import type { Outcome } from './scheduler-options.js';
import type { TurnCollector } from './turn.js';

/** Records it, where anything was used. */
export function noteLate(turn: TurnCollector, run: NodeRun, attempt: number, { ok, usage }: Outcome): void {
  if (!usage) return;
  turn.record({ type: 'attempt.late', path: run.path, node_id: run.plan.node.id, attempt, data: { ok, usage } });
}
