/** Makes a journal ready for replay: outputs that stand beside it are put back, but only those that anyone can still read. What went on
 *  inside a container or an agent that has settled since is left out: nobody sees more of it than what it gave. So whoever resumes an
 *  execution holds what its last owner held, however much was recorded in all. */
import { IceError, type ExecutionEvent, type ExecutionRepository, type JsonValue } from '@ice/core';
import { isProgressEvent } from '../schedule/progress.js';

/**
 * The part of a journal that a replay needs, with its outputs.
 * @param events as recorded, in order; at least those from some sequence on.
 * @throws IceError `engine-fault` when a payload is not there.
 */
export async function replayableHistory(
  executions: ExecutionRepository,
  events: readonly ExecutionEvent[],
): Promise<readonly ExecutionEvent[]> {
  const history: ExecutionEvent[] = [];
  for (const event of withoutSettledBlocks(events)) history.push(await withOutput(executions, event));
  return history;
}

/** From the end to the beginning: what comes later decides. */
function withoutSettledBlocks(events: readonly ExecutionEvent[]): readonly ExecutionEvent[] {
  const left = new Set<string>();
  const settled = new Set<string>();
  const needed: ExecutionEvent[] = [];
  for (const event of events.toReversed()) {
    const path = event.path ?? '';
    const isInside = (event.type.startsWith('node.') || isProgressEvent(event)) && isBelowAny(left, path);
    if (!isInside && !(isProgressEvent(event) && settled.has(path))) needed.push(event);
    if (event.path !== undefined && leaving.has(event.type)) left.add(event.path);
    if (event.path !== undefined && settling.has(event.type)) settled.add(event.path);
  }
  return needed.reverse();
}

/** After these nothing follows of a node run: what its attempts went on from is of no use any more. */
const settling: ReadonlySet<ExecutionEvent['type']> = new Set([
  'node.completed',
  'node.reused',
  'node.failed',
  'node.skipped',
  'node.cancelled',
]);

/** After these a node run has left its blocks for good: what follows there begins anew. */
const leaving: ReadonlySet<ExecutionEvent['type']> = new Set([...settling, 'node.retrying']);

/** True for `each[3].say` when `each` is among the paths. */
function isBelowAny(paths: ReadonlySet<string>, path: string): boolean {
  for (let end = path.search(/[.[]/); end !== -1; end = nextEnd(path, end + 1)) {
    if (paths.has(path.slice(0, end))) return true;
  }
  return false;
}

function nextEnd(path: string, from: number): number {
  const rest = path.slice(from).search(/[.[]/);
  return rest === -1 ? -1 : from + rest;
}

async function withOutput(executions: ExecutionRepository, event: ExecutionEvent): Promise<ExecutionEvent> {
  if (!('output_ref' in event.data) || !event.data.output_ref) return event;
  const { output_ref, ...rest } = event.data;
  const text = await executions.payload(event.execution_id, output_ref.hash);
  if (text === null) throw missing(event, output_ref.hash);
  return { ...event, data: { output: JSON.parse(text) as JsonValue, ...rest } } as ExecutionEvent;
}

function missing({ execution_id, sequence }: ExecutionEvent, hash: string): IceError {
  return new IceError('engine-fault', `The output ${hash} of event ${sequence} of ${execution_id} is not there.`);
}
