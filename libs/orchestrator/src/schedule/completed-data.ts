/** What `node.completed` says of an attempt that has given something. */
import type { EventData } from '@ice/core';
import type { Outcome } from './scheduler-options.js';

/** The data of the event. */
export function completedData(
  { output, usage, quality, cached }: Extract<Outcome, { ok: true }>,
  duration_ms: number,
): EventData['node.completed'] {
  return { output, duration_ms, ...(usage && { usage }), ...(quality && { quality }), ...(cached && { cached }) };
}
