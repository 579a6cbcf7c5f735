/** Follows an execution to its end and shows how it goes. On Ctrl-C or when the time is over it cancels, or leaves, and says so. */
import type { Execution } from '@ice/client';
import type { CommandContext, Connection } from '../../command/command.js';
import type { ExecutionView } from '../../tree/execution-view.js';
import { EndWatch } from './end-watch.js';
import { ExecutionDisplay } from './execution-display.js';

/** Why the following was cut short; null where the execution ended by itself. */
export type EarlyEnd = 'interrupted' | 'timed-out' | null;

/** What to follow, and how. */
export interface FollowOptions {
  readonly execution: Pick<Execution, 'id' | 'events' | 'cancel'>;
  /** Folds the events; may have begun already. */
  readonly view: ExecutionView;
  readonly connection: Pick<Connection, 'answers' | 'flags'>;
  /** From now on; null = no limit. */
  readonly timeoutMs: number | null;
  /** What Ctrl-C does: `cancel` ends the execution, `leave` only the looking on. */
  readonly onInterrupt: 'cancel' | 'leave';
  /** What it was expected to cost; absent where nobody has asked. */
  readonly expectedUsd?: string | null;
}

/** Resolves with the end. @throws IceProblem, IceUnreachable */
export async function followExecution(context: CommandContext, options: FollowOptions): Promise<EarlyEnd> {
  const stop = new AbortController();
  const display = new ExecutionDisplay(context, options);
  const watch = new EndWatch(context, options, display, stop);
  try {
    display.start();
    for await (const item of options.execution.events(streamOptions(options, display, stop.signal))) display.take(item);
  } catch (thrown) {
    if (!stop.signal.aborted) throw thrown;
  } finally {
    watch.close();
    display.finish();
  }
  await watch.settled;
  return watch.earlyEnd;
}

/** Pieces of models' texts come by WebSocket only, and are for looking at. */
function streamOptions({ view }: FollowOptions, { isTree }: ExecutionDisplay, signal: AbortSignal) {
  const deltas = isTree && typeof WebSocket !== 'undefined';
  return { after: view.state.head.sequence, deltas, signal };
}
