/** Idempotency keys of starts: each one is reserved for the id of an execution before that execution is accepted, so that a repeat finds
 *  the same id after a crash as well. Reservations are compared and set by their lock; two executions never share a key at a time. */
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';

const collection = 'idempotency_keys';

/** One record for each reservation under its execution's id. Ids begin with their time, so the oldest reservations come first. */
const expiryCollection = 'idempotency_expiries';

/** How long a key is honoured, in ms. No execution may be removed sooner after its end: a repeat would start it anew. */
export const idempotencyKeyLifeMs = 24 * 60 * 60 * 1_000;

/** A key with what it stands for. */
export interface KeyClaim {
  readonly key: string;
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
  async find(key: string): Promise<KeyClaim | null> {
    const record = await this.store.get(collection, key);
    const found = record && claimOf(record);
    return found && this.isLive(found) ? found : null;
  }

  /** Reserves a free key for a new execution id. Of several at a time one does; the others are given its reservation. */
  async reserve(key: string, content: string): Promise<Reserved> {
    const reservation = this.mint(key, content);
    // First, so that whatever the key's record comes to is found when its time is over.
    await this.noteExpiry(reservation);
    for (let expect: 'absent' | { readonly lock: string } = 'absent'; ;) {
      const written = await this.store.compareAndSet({ collection, key, expect, next: recordOf(reservation) });
      if (written.ok) return { isNew: true, reservation };
      const current = written.current && claimOf(written.current);
      if (current && this.isLive(current)) return this.yieldTo(current, reservation);
      expect = current ? { lock: current.lock } : 'absent';
    }
  }

  /** Says that one more request may start the execution from now on; null where the reservation is gone. */
  async share(reservation: KeyClaim): Promise<KeyClaim | null> {
    if (reservation.isShared) return reservation;
    const next = { ...reservation, isShared: true, lock: this.ids.next('lk') };
    const { key, lock } = reservation;
    const written = await this.store.compareAndSet({ collection, key, expect: { lock }, next: recordOf(next) });
    if (written.ok) return next;
    const current = written.current && claimOf(written.current);
    return current?.executionId === reservation.executionId ? current : null;
  }

  /** Frees the key of a start that was refused, unless another request may be starting the execution. */
  async release(reservation: KeyClaim): Promise<void> {
    if (reservation.isShared) return;
    const { key, lock } = reservation;
    const freed = await this.store.compareAndSet({ collection, key, expect: { lock }, next: null });
    if (freed.ok) await this.forgetExpiry(reservation.executionId);
  }

  /** Removes reservations whose time is over, oldest first, at most `limit` (up to 1,000). Gives how many were looked after. */
  async removeExpired(limit: number): Promise<number> {
    const noted = await this.store.scan({ collection: expiryCollection, limit });
    const expired = noted.filter(({ value }) => (value['expires_at'] as number) <= this.clock.now());
    for (const { key: executionId, value } of expired) await this.removeOne(executionId, value['key'] as string);
    return expired.length;
  }

  private mint(key: string, content: string): KeyClaim {
    const expiresAt = this.clock.now() + idempotencyKeyLifeMs;
    return { key, executionId: this.ids.next('ex'), content, expiresAt, isShared: false, lock: this.ids.next('lk') };
  }

  private isLive({ expiresAt }: KeyClaim): boolean {
    return expiresAt > this.clock.now();
  }

  private async yieldTo(winner: KeyClaim, own: KeyClaim): Promise<Reserved> {
    await this.forgetExpiry(own.executionId);
    return { isNew: false, reservation: winner };
  }

  /** The key may have been reserved again since: then it stays. */
  private async removeOne(executionId: string, key: string): Promise<void> {
    const record = await this.store.get(collection, key);
    if (record && claimOf(record).executionId === executionId) {
      await this.store.compareAndSet({ collection, key, expect: { lock: record.lock }, next: null });
    }
    await this.forgetExpiry(executionId);
  }

  private async noteExpiry({ executionId, key, expiresAt, lock }: KeyClaim): Promise<void> {
    const next = { value: { key, expires_at: expiresAt }, lock };
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

function claimOf({ key, value, lock }: StoredRecord): KeyClaim {
  return {
    key,
    executionId: value['execution_id'] as string,
    content: value['content'] as string,
    expiresAt: value['expires_at'] as number,
    isShared: value['is_shared'] as boolean,
    lock,
  };
}
