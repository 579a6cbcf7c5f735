/** Every secret of this server under one name each: what is kept in the store wins over the environment. */
import { SecretStore, type ResolvedSecret, type SecretRepository, type Tenant } from '@ice/core';
import type { ConfiguredSecrets } from './configured-secrets.js';

/** See the head of this file. */
export class AllSecrets extends SecretStore {
  constructor(
    private readonly kept: SecretRepository,
    private readonly configured: ConfiguredSecrets,
  ) {
    super();
  }

  override async resolve(tenant: Tenant, name: string): Promise<ResolvedSecret | null> {
    return (await this.kept.resolve(tenant, name)) ?? this.configured.resolve(tenant, name);
  }
}
