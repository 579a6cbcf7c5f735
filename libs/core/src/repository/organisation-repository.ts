/** Organisations: a name for people, and the code that stands in the ids of all that is theirs. Names and codes are given once each;
 *  nothing here removes one. `default` is there always, without a record. */
import { randomBytes } from 'node:crypto';
import { idDigit } from '../execution/id-digits.js';
import { IceError } from '../error/ice-error.js';
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';
import { defaultTenant, tenantDigits, type Tenant } from '../tenant/tenant.js';

const collection = 'organisations';

/** One record for each code that was given, under it. */
const codes = 'tenants';

/** The organisation of a server that speaks of none. */
export const defaultOrganisation = 'default';

const namePattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const maxTries = 100;
const maxListed = 1_000;

/** An organisation. Wire form, snake_case. */
export interface Organisation {
  readonly name: string;
  readonly tenant: Tenant;
  /** Null for the default one, which was never made. */
  readonly created_at: string | null;
}

/** True for 1 to 64 lower-case letters, digits and hyphens. */
export function isOrganisationName(text: string): boolean {
  return namePattern.test(text);
}

/** Keeps organisations. */
export class OrganisationRepository {
  /** @param random gives that many unpredictable bytes. */
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly random: (byteCount: number) => Uint8Array = randomBytes,
  ) {}

  /** The organisation of a name, or null. */
  async find(name: string): Promise<Organisation | null> {
    if (name === defaultOrganisation) return { name, tenant: defaultTenant, created_at: null };
    const record = await this.store.get(collection, name);
    return record && organisationOf(record);
  }

  /** The name of a tenant's organisation, or null for a code that nobody was given. */
  async nameOf(tenant: Tenant): Promise<string | null> {
    if (tenant === defaultTenant) return defaultOrganisation;
    const record = await this.store.get(codes, tenant);
    return record && (record.value['name'] as string);
  }

  /** The organisation of a name, made where there is none. Of several at a time one makes it, and all are given the same. */
  async ensure(name: string): Promise<Organisation> {
    const known = await this.find(name);
    if (known) return known;
    const tenant = await this.reserveCode(name);
    const created_at = new Date(this.clock.now()).toISOString();
    const next = { value: { tenant, created_at }, lock: this.ids.next('lk') };
    const written = await this.store.compareAndSet({ collection, key: name, expect: 'absent', next });
    if (written.ok) return { name, tenant, created_at };
    await this.store.compareAndSet({ collection: codes, key: tenant, expect: 'any', next: null });
    const winner = await this.find(name);
    if (!winner) throw new IceError('internal-error', `The organisation ${name} was there and is gone.`);
    return winner;
  }

  /** The default one first, then by name; at most 1,000. */
  async list(): Promise<readonly Organisation[]> {
    const records = await this.store.scan({ collection, limit: maxListed });
    return [{ name: defaultOrganisation, tenant: defaultTenant, created_at: null }, ...records.map(organisationOf)];
  }

  /** Draws codes until one is free: there are 33 million, and whoever is first has it. */
  private async reserveCode(name: string): Promise<Tenant> {
    for (let tries = 0; tries < maxTries; tries++) {
      const tenant = Array.from(this.random(tenantDigits), (byte) => idDigit(byte & 31)).join('');
      if (tenant === defaultTenant) continue;
      const next = { value: { name }, lock: this.ids.next('lk') };
      const written = await this.store.compareAndSet({ collection: codes, key: tenant, expect: 'absent', next });
      if (written.ok) return tenant;
    }
    throw new IceError('internal-error', 'No free code for an organisation was found.');
  }
}

function organisationOf({ key: name, value }: StoredRecord): Organisation {
  return { name, tenant: value['tenant'] as string, created_at: value['created_at'] as string };
}
