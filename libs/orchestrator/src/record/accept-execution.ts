/** Writes down that an execution was accepted. What this has answered survives a kill. */
import { emptyState, type EventData, type ExecutionHead } from '@ice/core';
import { Recorder, type RecorderMeans } from './recorder.js';

/** Records `execution.queued` under a new id and gives the head. Rejects when the store cannot write: then nothing was accepted. */
export async function acceptExecution(
  means: RecorderMeans,
  executionId: string,
  facts: EventData['execution.queued'],
): Promise<ExecutionHead> {
  const recorder = new Recorder(means, emptyState(executionId).head, firstFence);
  await recorder.record([{ type: 'execution.queued', data: facts }]);
  return recorder.head;
}

/** The fence of whoever accepts and first runs an execution. */
export const firstFence = 1;
