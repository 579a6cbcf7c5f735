/** Money and models: what may be spent, what is allowed, what something would cost. */
import type { ApiSchema } from '../http/api-schema.js';
import type { HttpClient } from '../http/http-client.js';
import type { CallOptions } from '../list/call-options.js';

/** What the organisation may spend in a window, and what of that is left. */
export type Budget = ApiSchema<'Budget'>;
/** What a document can cost, with a certificate to work it out again. */
export type CostEstimate = ApiSchema<'CostEstimate'>;
/** The allowed models with their prices. */
export type PricedModelList = ApiSchema<'PricedModelList'>;

/** See the head of this file. */
export class Governance {
  constructor(private readonly http: HttpClient) {}

  async models({ signal }: CallOptions = {}): Promise<PricedModelList> {
    return (await this.http.request('get', '/api/v1/governance/models', { signal })).body;
  }

  async budget({ signal }: CallOptions = {}): Promise<Budget> {
    return (await this.http.request('get', '/api/v1/governance/budget', { signal })).body;
  }

  /** @param limitUsd in USD; null = no limit. */
  async setBudget(limitUsd: number | null, { signal }: CallOptions = {}): Promise<Budget> {
    const body = { limit_usd: limitUsd };
    return (await this.http.request('put', '/api/v1/governance/budget', { body, signal })).body;
  }

  /** What a document could cost. Starts and stores nothing. */
  async estimate(document: object, { signal }: CallOptions = {}): Promise<CostEstimate> {
    const parts = { body: document, signal, isRepeatable: true };
    return (await this.http.request('post', '/api/v1/governance/estimate', parts)).body;
  }
}
