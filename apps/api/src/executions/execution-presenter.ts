/** What the API shows of executions: the fold's own forms plus links. */
import type { ExecutionHead, ExecutionSnapshot } from '@ice/core';

/** Where to go from an execution. Paths, so that they hold behind any host. */
function linksOf(id: string): Readonly<Record<string, string>> {
  const self = `/api/v1/executions/${id}`;
  return {
    self,
    events: `${self}/events`,
    signals: `${self}/signals`,
    cancel: `${self}/cancel`,
    stream: `/ws/executions/${id}`,
  };
}

/** The answer of a start. */
export function startedAnswer(head: ExecutionHead): Readonly<Record<'execution_id' | 'status' | 'links', unknown>> {
  return { execution_id: head.execution_id, status: head.status, links: linksOf(head.execution_id) };
}

/** The head as lists and cancel show it. Which worker runs it is nobody's business outside. */
export function headAnswer(head: ExecutionHead): object {
  const { worker: _worker, fence: _fence, crashes: _crashes, ...shown } = head;
  return { ...shown, links: linksOf(head.execution_id) };
}

/** The whole snapshot. */
export function snapshotAnswer(snapshot: ExecutionSnapshot): object {
  return { ...snapshot, links: linksOf(snapshot.execution_id) };
}
