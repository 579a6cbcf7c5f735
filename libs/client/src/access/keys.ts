/** API keys of the organisation. */
import type { ApiSchema } from '../http/api-schema.js';
import type { HttpClient } from '../http/http-client.js';
import type { CallOptions } from '../list/call-options.js';
import { PagedList } from '../list/paged-list.js';

/** A key, without its text. */
export type ApiKey = ApiSchema<'ApiKey'>;
/** A key just made: the only time that its text (`key`) is told. */
export type CreatedApiKey = ApiSchema<'CreatedApiKey'>;
/** What a new key is to be. */
export type NewApiKey = ApiSchema<'CreateKeyDto'>;

const all = '/api/v1/keys';
const one = '/api/v1/keys/{id}';

/** See the head of this file. */
export class Keys {
  constructor(private readonly http: HttpClient) {}

  async create(key: NewApiKey, { signal }: CallOptions = {}): Promise<CreatedApiKey> {
    return (await this.http.request('post', all, { body: key, signal })).body;
  }

  /** Oldest first, revoked ones too. */
  list({ signal }: CallOptions = {}): PagedList<ApiKey> {
    return new PagedList(async (cursor) => {
      const query = cursor === undefined ? {} : { cursor };
      return (await this.http.request('get', all, { query, signal })).body;
    });
  }

  async get(id: string, { signal }: CallOptions = {}): Promise<ApiKey> {
    return (await this.http.request('get', one, { path: { id }, signal })).body;
  }

  /** @param budgetUsd what it may spend in a window; null = no limit of its own. */
  async setBudget(id: string, budgetUsd: number | null, { signal }: CallOptions = {}): Promise<ApiKey> {
    const body = { budget_usd: budgetUsd };
    return (await this.http.request('patch', one, { path: { id }, body, signal })).body;
  }

  /** Its sockets and event streams are closed. */
  async revoke(id: string, { signal }: CallOptions = {}): Promise<void> {
    await this.http.request('delete', one, { path: { id }, signal });
  }
}
