/** Writes down that an execution was accepted. What this has answered survives a kill. */
import { emptyState, firstFence, IceError, type EventData, type ExecutionHead } from '@ice/core';
import { Recorder, type RecorderMeans } from './recorder.js';

/**
 * Records `execution.queued` under a new id and gives the head. Rejects when the store cannot write: then nothing was accepted.
 * @param before what has to be done first; told the time that will be recorded. Nothing is accepted when it rejects.
 */
export async function acceptExecution(
  means: RecorderMeans,
  executionId: string,
  facts: EventData['execution.queued'],
  before?: (createdAt: string) => Promise<void>,
): Promise<ExecutionHead> {
  const recorder = new Recorder(means, emptyState(executionId).head, firstFence);
  await before?.(new Date(recorder.reserveTime()).toISOString());
  const isNew = await recorder.record([{ type: 'execution.queued', data: facts }]);
  if (!isNew) throw new IceError('engine-fault', `The id ${executionId} was given out twice.`);
  return recorder.head;
}
