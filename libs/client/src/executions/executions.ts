/** Executions on the server: starting, finding, comparing. */
import type { ExecutionComparison, ExecutionSnapshot, ExecutionStatus, JsonObject } from '@ice/core';
import { bodyAs } from '../http/body-as.js';
import type { CallOptions } from '../list/call-options.js';
import { PagedList } from '../list/paged-list.js';
import { Execution, type ExecutionMeans } from './execution.js';
import type { ExecutionRow } from './execution-row.js';
import { newIdempotencyKey } from './new-idempotency-key.js';
import type { DryRun, StartRequest } from './start-request.js';

/** How a start is sent. */
export interface StartOptions extends CallOptions {
  /** By which the server knows a start that it has seen before, for a day. Default: a new one for each call, so that what the client
   *  repeats by itself starts once. Give your own to repeat a call in safety. */
  readonly idempotencyKey?: string;
}

/** Filters of a list; `limit` is the size of a page (50). */
export interface ExecutionFilter {
  readonly status?: ExecutionStatus;
  readonly blueprint_id?: string;
  readonly tag?: string;
  /** Created at this time (RFC 3339) or later. */
  readonly started_after?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

const all = '/api/v1/executions';
const one = '/api/v1/executions/{id}';

/** See the head of this file. */
export class Executions {
  constructor(private readonly means: ExecutionMeans) {}

  /** Resolves when the server has accepted it: from then on it survives a crash of the server.
   *  @throws IceProblem `blueprint-invalid`, `inputs-invalid`, `budget-exceeded`, … */
  async start<Outputs extends object = JsonObject>(
    request: StartRequest,
    { idempotencyKey = newIdempotencyKey(), signal }: StartOptions = {},
  ): Promise<Execution<Outputs>> {
    const headers = { 'idempotency-key': idempotencyKey };
    const parts = { body: request, headers, signal, isRepeatable: true };
    const answer = await this.means.http.request('post', all, parts);
    return this.of<Outputs>(bodyAs<ExecutionRow>(answer).execution_id);
  }

  /** Every step of admission, and what it would cost; starts nothing. @throws what a start would be refused with. */
  async dryRun(request: StartRequest, { signal }: CallOptions = {}): Promise<DryRun> {
    const parts = { body: { ...request, dry_run: true }, signal, isRepeatable: true };
    return bodyAs(await this.means.http.request('post', all, parts));
  }

  /** A handle; nothing is asked of the server yet. */
  of<Outputs extends object = JsonObject>(id: string): Execution<Outputs> {
    return new Execution<Outputs>(id, this.means);
  }

  /** The snapshot. */
  get(id: string, options: CallOptions = {}): Promise<ExecutionSnapshot> {
    return this.of(id).snapshot(options);
  }

  /** Newest first. */
  list(filter: ExecutionFilter = {}, { signal }: CallOptions = {}): PagedList<ExecutionRow> {
    return new PagedList(async (cursor) => {
      const query = { ...filter, ...(cursor !== undefined && { cursor }) };
      return bodyAs(await this.means.http.request('get', all, { query, signal }));
    });
  }

  /** Node run by node run. @param options `include: 'equal'` lists those that do not differ as well. */
  async compare(
    id: string,
    other: string,
    { include, signal }: CallOptions & { readonly include?: 'equal' } = {},
  ): Promise<ExecutionComparison> {
    const query = include === undefined ? {} : { include };
    const parts = { path: { id, other }, query, signal };
    return bodyAs(await this.means.http.request('get', `${one}/compare/{other}`, parts));
  }
}
