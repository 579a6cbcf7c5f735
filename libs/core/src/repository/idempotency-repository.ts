/** Idempotency keys of starts: each one is reserved for the id of an execution before that execution is accepted, so that a repeat finds
 *  the same id after a crash as well. Reservations are compared and set by their lock; two executions never share a key at a time. What
 *  one caller calls a start is no name for any other: a key is one within its scope. */
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';
import type { Tenant } from '../tenant/tenant.js';

const collection = 'idempotency_keys';

/** One record for each reservation under its execution's id. Ids begin with their time, so the oldest reservations come first. */
const expiryCollection = 'idempotency_expiries';

/** How long a key is honoured, in ms. No execution may be removed sooner after its end: a repeat would start it anew. */
export const idempotencyKeyLifeMs = 24 * 60 * 60 * 1_000;

/** Whose key it is. */
export interface KeyScope {
  readonly tenant: Tenant;
  /** The API key with which it was sent; null where none was needed. */
  readonly apiKeyId: string | null;
  /** Visible ASCII, as the client made it up. */
  readonly key: string;
}

/** A key with what it stands for. */
export interface KeyClaim extends KeyScope {
  readonly executionId: string;
  /** What tells requests apart; compared, never interpreted. */
  readonly content: string;
  /** Milliseconds since 1970; from then on the key is free. */
  readonly expiresAt: number;
  /** True once another request than the first may be starting the execution: then the reservation stays, whatever becomes of one of them. */
  readonly isShared: boolean;
  /** Of the record's last write. */
  readonly lock: string;
}

/** A reservation, and whether this call made it. */
export interface Reserved {
  readonly isNew: boolean;
  readonly reservation: KeyClaim;
}

/** Keeps idempotency keys. */
export class IdempotencyRepository {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** What the key stands for; null for a free one. */
  async find(scope: KeyScope): Promise<KeyClaim | null> {
    const record = await this.store.get(collection, placeOf(scope));
    const found = record && claimOf(record, scope);
    return found && this.isLive(found) ? found : null;
  }

  /** Reserves a free key for a new execution id. Of several at a time one does; the others are given its reservation. */
  async reserve(scope: KeyScope, content: string): Promise<Reserved> {
    const reservation = this.mint(scope, content);
    const key = placeOf(scope);
    // First, so that whatever the key's record comes to is found when its time is over.
    await this.noteExpiry(reservation);
    for (let expect: 'absent' | { readonly lock: string } = 'absent'; ;) {
      const written = await this.store.compareAndSet({ collection, key, expect, next: recordOf(reservation) });
      if (written.ok) return { isNew: true, reservation };
      const current = written.current && claimOf(written.current, scope);
      if (current && this.isLive(current)) return this.yieldTo(current, reservation);
      expect = current ? { lock: current.lock } : 'absent';
    }
  }

  /** Says that one more request may start the execution from now on; null where the reservation is gone. */
  async share(reservation: KeyClaim): Promise<KeyClaim | null> {
    if (reservation.isShared) return reservation;
    const next = { ...reservation, isShared: true, lock: this.ids.next('lk') };
    const expect = { lock: reservation.lock };
    const key = placeOf(reservation);
    const written = await this.store.compareAndSet({ collection, key, expect, next: recordOf(next) });
    if (written.ok) return next;
    const current = written.current && claimOf(written.current, reservation);
    return current?.executionId === reservation.executionId ? current : null;
  }

  /** Frees the key of a start that was refused, unless another request may be starting the execution. */
  async release(reservation: KeyClaim): Promise<void> {
    if (reservation.isShared) return;
    const expect = { lock: reservation.lock };
    const freed = await this.store.compareAndSet({ collection, key: placeOf(reservation), expect, next: null });
    if (freed.ok) await this.forgetExpiry(reservation.executionId);
  }

  /** Removes reservations whose time is over, oldest first, at most `limit` (up to 1,000). Gives how many were looked after. */
  async removeExpired(limit: number): Promise<number> {
    const noted = await this.store.scan({ collection: expiryCollection, limit });
    const expired = noted.filter(({ value }) => (value['expires_at'] as number) <= this.clock.now());
    for (const { key: executionId, value } of expired) await this.removeOne(executionId, value['place'] as string);
    return expired.length;
  }

  private mint({ tenant, apiKeyId, key }: KeyScope, content: string): KeyClaim {
    const expiresAt = this.clock.now() + idempotencyKeyLifeMs;
    const ids = { executionId: this.ids.next('ex', tenant), lock: this.ids.next('lk') };
    return { tenant, apiKeyId, key, ...ids, content, expiresAt, isShared: false };
  }

  private isLive({ expiresAt }: KeyClaim): boolean {
    return expiresAt > this.clock.now();
  }

  private async yieldTo(winner: KeyClaim, own: KeyClaim): Promise<Reserved> {
    await this.forgetExpiry(own.executionId);
    return { isNew: false, reservation: winner };
  }

  /** The key may have been reserved again since: then it stays. */
  private async removeOne(executionId: string, place: string): Promise<void> {
    const record = await this.store.get(collection, place);
    if (record && record.value['execution_id'] === executionId) {
      await this.store.compareAndSet({ collection, key: place, expect: { lock: record.lock }, next: null });
    }
    await this.forgetExpiry(executionId);
  }

  private async noteExpiry(reservation: KeyClaim): Promise<void> {
    const { executionId, expiresAt, lock } = reservation;
    const next = { value: { place: placeOf(reservation), expires_at: expiresAt }, lock };
    await this.store.compareAndSet({ collection: expiryCollection, key: executionId, expect: 'any', next });
  }

  private async forgetExpiry(executionId: string): Promise<void> {
    await this.store.compareAndSet({ collection: expiryCollection, key: executionId, expect: 'any', next: null });
  }
}

function recordOf({ executionId, content, expiresAt, isShared, lock }: KeyClaim) {
  const value = { execution_id: executionId, content, expires_at: expiresAt, is_shared: isShared };
  return { value, lock };
}

/** None of the parts has a blank in it. */
function placeOf({ tenant, apiKeyId, key }: KeyScope): string {
  return `${tenant} ${apiKeyId ?? '-'} ${key}`;
}

function claimOf({ value, lock }: StoredRecord, { tenant, apiKeyId, key }: KeyScope): KeyClaim {
  return {
    tenant,
    apiKeyId,
    key,
    executionId: value['execution_id'] as string,
    content: value['content'] as string,
    expiresAt: value['expires_at'] as number,
    isShared: value['is_shared'] as boolean,
    lock,
  };
}
