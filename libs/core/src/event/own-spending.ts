/** What the model calls of one execution have cost, as its journal tells it: without what its children have cost, which stands in their
 *  own journals. Pure. */
import { parseUsd, type NanoUsd } from '../cost/money.js';
import type { EventDraft, ExecutionEvent } from './execution-event.js';
import { usageOf } from './fold-head.js';

/** Adds up events in their order. Own one per reader. */
export class OwnSpending {
  /** Node runs that wait for a child: their usage is that of the child. */
  private readonly children = new Set<string>();
  private sum: NanoUsd = 0;

  constructor(events: Iterable<EventDraft | ExecutionEvent> = []) {
    for (const event of events) this.add(event);
  }

  /** What was spent so far. */
  get total(): NanoUsd {
    return this.sum;
  }

  /** Counts one more event. */
  add(event: EventDraft | ExecutionEvent): void {
    const { path } = event;
    if (event.type === 'node.started' && event.data.kind === 'workflow' && path !== undefined) this.children.add(path);
    if (event.type === 'tool.returned' || (path !== undefined && this.children.has(path))) return;
    const usage = usageOf(event);
    if (usage) this.sum += parseUsd(usage.cost_usd);
  }
}
