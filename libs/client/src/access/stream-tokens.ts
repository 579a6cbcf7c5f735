/** Short-lived tokens that may only watch: for pages, which cannot hide a key. The client makes one by itself for each socket. */
import type { ApiSchema } from '../http/api-schema.js';
import type { HttpClient } from '../http/http-client.js';
import type { CallOptions } from '../list/call-options.js';

/** A token and when it ends. */
export type StreamToken = ApiSchema<'StreamToken'>;
/** What it is for: `execution_id` (default: any), `ttl_s` (300, at most 900). */
export type StreamTokenScope = ApiSchema<'StreamTokenDto'>;

/** See the head of this file. */
export class StreamTokens {
  constructor(private readonly http: HttpClient) {}

  async create(scope: StreamTokenScope = {}, { signal }: CallOptions = {}): Promise<StreamToken> {
    const parts = { body: scope, signal, isRepeatable: true };
    return (await this.http.request('post', '/api/v1/stream-tokens', parts)).body;
  }
}
