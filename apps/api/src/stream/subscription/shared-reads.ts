/** Reads of journals for many watchers: what several ask for in one turn of the event loop is read once. Nobody joins a read that has begun,
 *  since it may have missed the very event for which he was woken. */
import type { ExecutionEvent, ExecutionReader, ExecutionsByTenant, Tenant } from '@ice/core';

/** Reads. */
export class SharedReads {
  private readonly asked = new Map<string, Promise<readonly ExecutionEvent[]>>();

  constructor(private readonly executions: ExecutionsByTenant) {}

  /** What the watchers of a tenant read. */
  of(tenant: Tenant): Pick<ExecutionReader, 'head' | 'events' | 'snapshot'> {
    const executions = this.executions.of(tenant);
    return {
      head: (id) => executions.head(id),
      snapshot: (id) => executions.snapshot(id),
      events: (id, after, limit) => {
        // With the tenant: whose execution it is decides what there is to read.
        return this.join([tenant, after, limit, id].join(' '), () => executions.events(id, after, limit));
      },
    };
  }

  private join(key: string, read: () => Promise<readonly ExecutionEvent[]>): Promise<readonly ExecutionEvent[]> {
    const known = this.asked.get(key);
    if (known) return known;
    const reading = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.asked.delete(key);
      return read();
    });
    this.asked.set(key, reading);
    return reading;
  }
}
