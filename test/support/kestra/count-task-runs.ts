/** What Kestra would say of an execution of ours: how many task runs there were, and in which state it ended. */
import type { Played } from '../start-engine.js';
import type { KestraFlow } from './kestra-flow.js';
import { nodeIdOf } from './translate-pebble.js';

/** The states in which Kestra ends. */
export type KestraState = 'SUCCESS' | 'WARNING' | 'FAILED';

/** A task run is a node run that was not skipped, however often it was tried, of a node with a task behind it. */
export function taskRunsOf({ snapshot }: Played): number {
  return snapshot.nodes.filter(({ node_id, status }) => status !== 'skipped' && !node_id.startsWith('own_')).length;
}

/** A warning there is, here, completed although a failure was continued or handled, or a task was tried again that warns of it. */
export function stateOf(flow: KestraFlow, { head, events }: Played): KestraState {
  if (head.status !== 'completed') return 'FAILED';
  const silent = new Set(
    allTasks(flow)
      .filter((task) => task['allowWarning'] === true)
      .map(idOf),
  );
  const warnsOnRetry = new Set(
    allTasks(flow)
      .filter((task) => Object(task['retry'])['warningOnRetry'] === true)
      .map(idOf),
  );
  const warnings = events.filter((event) => {
    if (event.type === 'node.retrying') return warnsOnRetry.has(event.node_id ?? '');
    if (silent.has(event.node_id ?? '')) return false;
    if (event.type === 'node.failed') return event.data.continued === true;
    return event.type === 'node.completed' && event.data.recovered !== undefined;
  });
  return warnings.length > 0 ? 'WARNING' : 'SUCCESS';
}

type Plain = Readonly<Record<string, unknown>>;

function idOf(task: Plain): string {
  return nodeIdOf(String(task['id']));
}

/** Every object of the flow that is a task, at any depth. */
function allTasks(part: unknown): readonly Plain[] {
  if (Array.isArray(part)) return part.flatMap(allTasks);
  if (typeof part !== 'object' || part === null) return [];
  const inner = Object.values(part).flatMap(allTasks);
  return 'id' in part && 'type' in part ? [part, ...inner] : inner;
}
