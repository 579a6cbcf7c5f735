/** The executions of one tenant, to be read. Whoever looks for an execution on behalf of somebody looks here: an id of another tenant is
 *  refused before the store is asked, and answers exactly as one that was never given. Nothing is written here. */
import type { EventData, ExecutionEvent } from '../event/execution-event.js';
import type { ExecutionHead, ExecutionSnapshot } from '../execution/snapshot.js';
import { isOfTenant, type Tenant } from '../tenant/tenant.js';
import type { ExecutionQuery, ExecutionReader, ExecutionRepository } from './execution-repository.js';
import type { Page } from './page.js';

/** What is injected where requests are answered: there is no way to an execution from here but through its tenant. */
export class ExecutionsByTenant {
  readonly #executions: ExecutionRepository;

  constructor(executions: ExecutionRepository) {
    this.#executions = executions;
  }

  /** The executions of a tenant. */
  of(tenant: Tenant): TenantExecutions {
    return new TenantExecutions(this.#executions, tenant);
  }
}

/** See the head of this file. Each method is that of `ExecutionRepository`. */
export class TenantExecutions implements ExecutionReader {
  readonly #executions: ExecutionRepository;

  constructor(
    executions: ExecutionRepository,
    /** Whose they are. */
    readonly tenant: Tenant,
  ) {
    this.#executions = executions;
  }

  /** True for what may be an execution of this tenant; whether it is there is another question. */
  owns(id: string): boolean {
    return id.startsWith('ex_') && isOfTenant(id, this.tenant);
  }

  /** The head, or null. */
  async head(id: string): Promise<ExecutionHead | null> {
    return this.owns(id) ? this.#executions.head(id) : null;
  }

  /** Events with sequences above `after`, at most `limit`. */
  async events(id: string, after: number, limit: number): Promise<readonly ExecutionEvent[]> {
    return this.owns(id) ? this.#executions.events(id, after, limit) : [];
  }

  /** How it was accepted, or null. */
  async acceptance(id: string): Promise<EventData['execution.queued'] | null> {
    return this.owns(id) ? this.#executions.acceptance(id) : null;
  }

  /** The JSON text of a payload that its events speak of, or null. */
  async payload(id: string, hash: string): Promise<string | null> {
    return this.owns(id) ? this.#executions.payload(id, hash) : null;
  }

  /** All events in order. */
  async *journal(id: string): AsyncGenerator<ExecutionEvent> {
    if (this.owns(id)) yield* this.#executions.journal(id);
  }

  /** The fold of all events so far, or null. */
  async snapshot(id: string): Promise<ExecutionSnapshot | null> {
    return this.owns(id) ? this.#executions.snapshot(id) : null;
  }

  /** A page of heads, none of another tenant. */
  async list(query: Omit<ExecutionQuery, 'tenant'>): Promise<Page<ExecutionHead>> {
    return this.#executions.list({ ...query, tenant: this.tenant });
  }
}
