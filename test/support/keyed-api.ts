/** The API with keys of every kind: one for each scope, one for all, and all kinds that are nobody's. Requests need one. */
import { readAppConfig, type AppConfig } from '@ice/api';
import {
  accessScopes,
  ApiKeyRepository,
  defaultTenant,
  hashApiKeyText,
  mintApiKeyText,
  type AccessScope,
} from '@ice/core';
import { startApi, type ApiAnswer, type ApiRequest, type RunningApi } from './start-api.js';

/** A key that opens nothing. */
export type DeadKey = 'expired' | 'revoked' | 'unknown' | 'mistyped';

/** See the head of this file. */
export interface KeyedApi extends RunningApi {
  /** The text of a key with one scope, of one with all, and of one of another organisation with all. */
  readonly keys: Readonly<Record<AccessScope | 'all' | 'other', string>>;
  readonly dead: Readonly<Record<DeadKey, string>>;
  /** A request with a key. */
  ask(key: string, method: string, path: string, options?: ApiRequest): Promise<ApiAnswer>;
}

/** Starts it. */
export async function startKeyedApi(config: Partial<AppConfig> = {}, dataDir?: string): Promise<KeyedApi> {
  const all = mintApiKeyText();
  const other = mintApiKeyText();
  const { apiKeys } = readAppConfig({ ICE_API_KEYS: `${all}, ${other}@other` });
  const api = await startApi({ config: { apiKeys, ...config }, ...(dataDir !== undefined && { dataDir }) });
  const ask: KeyedApi['ask'] = (key, method, path, { headers, ...rest } = {}) =>
    api.request(method, path, { ...rest, headers: { authorization: `Bearer ${key}`, ...headers } });
  const make = async (scopes: readonly AccessScope[]): Promise<{ readonly id: string; readonly key: string }> =>
    (await ask(all, 'POST', '/api/v1/keys', { json: { name: scopes.join(' '), scopes } })).body;
  const single = await Promise.all(accessScopes.map(async (scope) => [scope, (await make([scope])).key] as const));
  const revoked = await make([...accessScopes]);
  await ask(all, 'DELETE', `/api/v1/keys/${revoked.id}`);
  return {
    ...api,
    keys: { ...(Object.fromEntries(single) as Record<AccessScope, string>), all, other },
    dead: {
      expired: await expiredKey(api),
      revoked: revoked.key,
      unknown: mintApiKeyText(),
      mistyped: all.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x')),
    },
    ask,
  };
}

/** Its time was over before it was made, which no request brings about. */
async function expiredKey({ app }: RunningApi): Promise<string> {
  const text = mintApiKeyText();
  await app.get(ApiKeyRepository).create({
    tenant: defaultTenant,
    name: 'expired',
    scopes: accessScopes,
    budget_usd: null,
    created_by: null,
    expires_at: '2020-01-01T00:00:00.000Z',
    hash: hashApiKeyText(text),
  });
  return text;
}
