/** Secrets that the operator gives by `ICE_SECRET_<NAME>`. They are the operator's own, so only the tenant of a server without
 *  organisations reads them. */
import { defaultTenant, SecretStore, type ResolvedSecret, type Tenant } from '@ice/core';
import { randomUUID } from 'node:crypto';

/** Gives the secrets of the environment. */
export class ConfiguredSecrets extends SecretStore {
  /** They change with a restart alone, and nobody can tell whether they have: so every start is another version. */
  private readonly version = `env_${randomUUID()}`;

  constructor(private readonly secrets: ReadonlyMap<string, string>) {
    super();
  }

  /** The names that a tenant may read, in alphabetical order. */
  names(tenant: Tenant): readonly string[] {
    return tenant === defaultTenant ? [...this.secrets.keys()].sort() : [];
  }

  override resolve(tenant: Tenant, name: string): Promise<ResolvedSecret | null> {
    const value = tenant === defaultTenant ? this.secrets.get(name) : undefined;
    return Promise.resolve(value === undefined ? null : { value, version: this.version });
  }
}
