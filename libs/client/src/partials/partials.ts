/** Partial blueprints: documents that need not be sound yet. Every answer has the new lock and says what is still to be done. */
import type { PartialAction } from '@ice/core';
import type { ApiSchema } from '../http/api-schema.js';
import type { HttpClient } from '../http/http-client.js';
import type { CallOptions } from '../list/call-options.js';
import { PagedList } from '../list/paged-list.js';
import { lockHeader } from '../lock/lock-header.js';
import { retryOnConflict, type ChangeOptions } from '../lock/retry-on-conflict.js';

/** A partial blueprint with its findings. */
export type PartialBlueprint = ApiSchema<'PartialBlueprint'>;
/** A partial blueprint in a list. */
export type PartialRow = ApiSchema<'PartialRow'>;
/** The blueprint that one has become. */
export type FinalizedBlueprint = ApiSchema<'FinalizedBlueprint'>;
/** Something that could come next. */
export type Suggestion = ApiSchema<'Suggestion'>;

/** With what one begins: nothing, a node, or a document. */
export type PartialBeginning =
  | { readonly node?: never; readonly blueprint?: never }
  | { readonly node: object; readonly blueprint?: never }
  | { readonly blueprint: object; readonly node?: never };

/** What becomes of one: actions, all of them or none, or a document in place of the stored one. */
export type PartialUpdate = readonly PartialAction[] | { readonly blueprint: object };

const all = '/api/v1/mcp/blueprints/partial';
const one = '/api/v1/mcp/blueprints/partial/{id}';

/** See the head of this file. */
export class Partials {
  constructor(private readonly http: HttpClient) {}

  async create(beginning: PartialBeginning = {}, { signal }: CallOptions = {}): Promise<PartialBlueprint> {
    const headers = lockHeader('__new__');
    return (await this.http.request('post', all, { body: beginning, headers, signal })).body;
  }

  /** Oldest first. @param filter `limit` is the size of a page (50). */
  list(filter: { readonly limit?: number } = {}, { signal }: CallOptions = {}): PagedList<PartialRow> {
    return new PagedList(async (cursor) => {
      const query = { ...filter, ...(cursor !== undefined && { cursor }) };
      return (await this.http.request('get', all, { query, signal })).body;
    });
  }

  async get(id: string, { signal }: CallOptions = {}): Promise<PartialBlueprint> {
    return (await this.http.request('get', one, { path: { id }, signal })).body;
  }

  /** @throws IceProblem `lock-conflict` when it was changed since the lock was read. */
  async act(id: string, lock: string, update: PartialUpdate, { signal }: CallOptions = {}): Promise<PartialBlueprint> {
    const body = Array.isArray(update) ? { actions: update } : update;
    return (await this.http.request('put', one, { path: { id }, body, headers: lockHeader(lock), signal })).body;
  }

  /** Gets it, decides what to do and does that; when somebody else wrote in between, all of it again.
   *  @param decide may be called several times, each time with what is stored then. */
  change(
    id: string,
    decide: (partial: PartialBlueprint) => PartialUpdate | Promise<PartialUpdate>,
    options: ChangeOptions = {},
  ): Promise<PartialBlueprint> {
    return retryOnConflict(async () => {
      const partial = await this.get(id, options);
      return this.act(id, partial.version_lock, await decide(partial), options);
    }, options);
  }

  /** Makes a blueprint of it, once. @throws IceProblem `blueprint-invalid` with everything that keeps it from that. */
  async finalize(id: string, lock: string, { signal }: CallOptions = {}): Promise<FinalizedBlueprint> {
    const parts = { path: { id }, headers: lockHeader(lock), signal };
    return (await this.http.request('post', `${one}/finalize`, parts)).body;
  }

  /** What could come next, the likeliest first. Changes nothing. @param topK at most so many (10). */
  async suggest(id: string, topK?: number, { signal }: CallOptions = {}): Promise<readonly Suggestion[]> {
    const query = topK === undefined ? {} : { top_k: topK };
    const parts = { path: { id }, query, body: {}, isRepeatable: true, signal };
    const { body } = await this.http.request('post', `${one}/suggest`, parts);
    return (body as ApiSchema<'SuggestionList'>).suggestions;
  }

  /** Applies suggestions by their ids. */
  async applySuggestions(
    id: string,
    lock: string,
    suggestionIds: readonly string[],
    { signal }: CallOptions = {},
  ): Promise<PartialBlueprint> {
    const body = { apply: suggestionIds };
    const parts = { path: { id }, query: { commit: true }, body, headers: lockHeader(lock), signal };
    return (await this.http.request('post', `${one}/suggest`, parts)).body as PartialBlueprint;
  }

  /** What it has become stays. */
  async delete(id: string, lock: string, { signal }: CallOptions = {}): Promise<void> {
    await this.http.request('delete', one, { path: { id }, headers: lockHeader(lock), signal });
  }
}
