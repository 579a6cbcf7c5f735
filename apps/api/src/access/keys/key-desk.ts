/** Makes, shows and revokes the keys of a caller's organisation. Nobody gives more than he has, and nobody sees a key's text twice. */
import { Inject, Injectable } from '@nestjs/common';
import {
  ApiKeyRepository,
  Clock,
  formatUsd,
  hashApiKeyText,
  isOfTenant,
  mintApiKeyText,
  usdToNano,
  type ApiKey,
  type ApiKeyQuery,
  type Page,
} from '@ice/core';
import { AuditLog } from '../../audit/audit-log.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { shown } from '../../http/problem/problem.js';
import { forbidden } from '../access-refusals.js';
import type { Caller, Scope } from '../caller.js';
import { KeyRing } from './key-ring.js';

/** A key as it is shown. */
export type KeyRow = Omit<ApiKey, 'tenant'>;

/** What a new key is to be. */
export interface KeyWish {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly budget_usd?: number | undefined;
  readonly expires_at?: string | undefined;
}

/** See the head of this file. */
@Injectable()
export class KeyDesk {
  constructor(
    @Inject(ApiKeyRepository) private readonly keys: ApiKeyRepository,
    @Inject(KeyRing) private readonly ring: KeyRing,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /** Makes a key. Its text is in the answer and nowhere else. */
  async create(caller: Caller, wish: KeyWish): Promise<KeyRow & { readonly key: string }> {
    const missing = wish.scopes.filter((scope) => !caller.scopes.has(scope));
    if (missing.length > 0) throw forbidden(`Your key lacks the scope ${missing.join(', ')}, so it cannot give it.`);
    const text = mintApiKeyText();
    const key = await this.keys.create({
      tenant: caller.tenant,
      name: wish.name,
      scopes: wish.scopes,
      budget_usd: budgetText(wish.budget_usd),
      created_by: caller.keyId,
      expires_at: this.expiryOf(wish),
      hash: hashApiKeyText(text),
    });
    this.ring.changed();
    await this.audit.record(caller, 'key.created', key.id, { name: key.name, scopes: key.scopes });
    return { ...rowOf(key), key: text };
  }

  /** Oldest first. */
  async list({ tenant }: Caller, query: ApiKeyQuery): Promise<Page<KeyRow>> {
    const page = await this.keys.list(tenant, query);
    return { ...page, data: page.data.map(rowOf) };
  }

  /** One of the caller's organisation. */
  async get({ tenant }: Caller, id: string): Promise<KeyRow> {
    return known(isOfTenant(id, tenant) ? await this.keys.find(id) : null, id);
  }

  /** Says what a key may spend. */
  async setBudget(caller: Caller, id: string, budgetUsd: number | null): Promise<KeyRow> {
    const text = budgetText(budgetUsd ?? undefined);
    const key = known(isOfTenant(id, caller.tenant) ? await this.keys.setBudget(id, text) : null, id);
    await this.audit.record(caller, 'key.changed', id, { budget_usd: text });
    return key;
  }

  /** From now on it is nobody's; whoever is connected with it is sent away. */
  async revoke(caller: Caller, id: string): Promise<void> {
    known(isOfTenant(id, caller.tenant) ? await this.keys.revoke(id) : null, id);
    this.ring.changed();
    await this.audit.record(caller, 'key.revoked', id);
  }

  private expiryOf({ expires_at }: KeyWish): string | null {
    if (expires_at === undefined) return null;
    const time = Date.parse(expires_at);
    if (time > this.clock.now()) return new Date(time).toISOString();
    const detail = 'expires_at: it is over already';
    const errors = [{ pointer: '/expires_at', code: 'validation-failed', detail }];
    throw new ProblemException('validation-failed', `${detail}.`, { errors });
  }
}

function rowOf({ tenant: _tenant, ...row }: ApiKey): KeyRow {
  return row;
}

function known(key: ApiKey | null, id: string): KeyRow {
  if (key) return rowOf(key);
  throw new ProblemException('not-found', `There is no key ${JSON.stringify(shown(id))}.`, {
    hint: 'GET /api/v1/keys lists those of the store; those of ICE_API_KEYS are the operator’s.',
  });
}

function budgetText(usd: number | undefined): string | null {
  return usd === undefined ? null : formatUsd(usdToNano(usd));
}
