/** What never changes about an execution and what filters ask for, remembered for as many executions as fit. Told to nobody: whoever asks
 *  has seen to it that the execution is of the right tenant. */
import { ownerOf, type ExecutionEvent, type ExecutionsByTenant } from '@ice/core';

/** The facts. */
export interface Facts {
  readonly blueprintId: string | null;
  readonly tags: readonly string[];
}

const maxRemembered = 10_000;

/** Remembers facts. The one who was remembered first is forgotten first; forgetting costs a read. */
export class ExecutionFacts {
  private readonly remembered = new Map<string, Facts>();

  /** @param max how many executions are remembered. */
  constructor(
    private readonly executions: ExecutionsByTenant,
    private readonly max = maxRemembered,
  ) {}

  /** The facts of the execution of an event: from the event itself, from memory, or else read. Null for one that is gone. */
  of(event: ExecutionEvent): Facts | Promise<Facts | null> {
    const { execution_id } = event;
    const known = this.remembered.get(execution_id);
    if (known) return known;
    if (event.type !== 'execution.queued') return this.read(execution_id);
    return this.remember(execution_id, { blueprintId: event.data.blueprint_id ?? null, tags: event.data.tags ?? [] });
  }

  private async read(executionId: string): Promise<Facts | null> {
    const head = await this.executions.of(ownerOf(executionId)).head(executionId);
    return head && this.remember(executionId, { blueprintId: head.blueprint_id, tags: head.tags });
  }

  private remember(executionId: string, facts: Facts): Facts {
    const [oldest] = this.remembered.keys();
    if (this.remembered.size >= this.max && oldest !== undefined) this.remembered.delete(oldest);
    this.remembered.set(executionId, facts);
    return facts;
  }
}
