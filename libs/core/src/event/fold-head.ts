/** The fold of the head: the small facts of an execution that are stored beside its journal. Total and without clocks, as all of the
 *  fold is (`apply-event.ts`). */
import { addUsage, noUsage, type Usage } from '../execution/usage.js';
import type { RerunLink } from '../execution/rerun-link.js';
import type { ExecutionHead } from '../execution/snapshot.js';
import type { EventData, EventDraft, ExecutionEvent } from './execution-event.js';

/** A head while it is folded. */
export type OpenHead = { -readonly [Field in keyof ExecutionHead]: ExecutionHead[Field] };

/** The fence of whoever accepts and first runs an execution. */
export const firstFence = 1;

/** The head after some events: the part of the fold that is stored beside the journal. Leaves `head` as it is. */
export function foldHead(head: ExecutionHead, events: readonly ExecutionEvent[]): ExecutionHead {
  const next: OpenHead = Object.assign({}, head);
  for (const event of events) advanceHead(next, event);
  return next;
}

/** Folds one event into a head, in place: a copy for each event would be most of what recording an event costs. */
export function advanceHead(head: OpenHead, event: ExecutionEvent): void {
  head.sequence = event.sequence;
  switch (event.type) {
    case 'execution.queued':
      return queueHead(head, event.data, event.at);
    case 'execution.resumed':
      return resumeHead(head, event.data);
    case 'execution.started':
      head.status = 'running';
      head.started_at ??= event.at;
      if (event.data.worker !== undefined) head.worker = event.data.worker;
      return;
    case 'execution.waiting':
      head.status = 'waiting';
      if (event.data.wakes_at !== null) head.wakes_at = event.data.wakes_at;
      return;
    case 'budget.raised':
      if (event.data.execution_id === undefined) head.budget_usd = event.data.budget_usd;
      return;
    case 'execution.completed':
      return endHead(head, 'completed', event.at);
    case 'execution.failed':
      head.failure = event.data.failure;
      return endHead(head, 'failed', event.at);
    case 'execution.cancelled':
      return endHead(head, 'cancelled', event.at);
    default:
      chargeHead(head, usageOf(event));
  }
}

function queueHead(head: OpenHead, data: EventData['execution.queued'], at: string): void {
  head.name = data.name;
  head.revision = data.revision;
  head.blueprint_id = data.blueprint_id ?? null;
  head.tags = data.tags ?? [];
  if (data.budget_usd !== undefined) head.budget_usd = data.budget_usd;
  if (data.key_id !== undefined) head.key_id = data.key_id;
  if (data.worker !== undefined) head.worker = data.worker;
  if (data.parent !== undefined) head.parent = data.parent;
  if (data.rerun !== undefined) head.rerun = shownRerun(data.rerun);
  head.created_at = at;
}

/** What somebody told of outputs stays in the journal. */
function shownRerun({ outputs: _outputs, ...link }: RerunLink): Omit<RerunLink, 'outputs'> {
  return link;
}

function resumeHead(head: OpenHead, { worker, fence, crashes }: EventData['execution.resumed']): void {
  if (head.status === 'waiting') head.status = 'running';
  delete head.wakes_at;
  head.worker = worker;
  head.fence = fence;
  head.crashes = crashes;
}

function endHead(head: OpenHead, status: 'completed' | 'failed' | 'cancelled', at: string): void {
  head.status = status;
  head.ended_at = at;
}

function chargeHead(head: OpenHead, usage: Usage | undefined): void {
  if (!usage) return;
  const { model: _model, ...sum } = addUsage(head.usage, usage);
  head.usage = sum;
  head.cost_usd = sum.cost_usd;
}

/** What an event says was used; undefined for one that speaks of no usage. */
export function usageOf(event: EventDraft | ExecutionEvent): Usage | undefined {
  switch (event.type) {
    case 'node.completed':
    case 'node.failed':
    case 'node.retrying':
    case 'node.handling':
    case 'attempt.late':
    case 'model.answered':
    case 'tool.returned':
      return event.data.usage;
    default:
      return undefined;
  }
}

/** The head before the first event. */
export function emptyHead(executionId: string): OpenHead {
  return {
    execution_id: executionId,
    status: 'queued',
    name: '',
    blueprint_id: null,
    revision: '',
    tags: [],
    usage: noUsage,
    cost_usd: '0',
    fence: firstFence,
    crashes: 0,
    sequence: 0,
    created_at: '',
    started_at: null,
    ended_at: null,
  };
}
