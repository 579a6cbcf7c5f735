/** Cached outputs in a map, without an end. Never used outside of specs. */
import { IceError, type CachedOutput, type CacheRepository, type Tenant } from '@ice/core';

/** Like `CacheRepository`; `isBroken` makes it fail as a store does. */
export class SampleCache implements Pick<CacheRepository, 'get' | 'put'> {
  readonly entries = new Map<string, CachedOutput>();
  isBroken = false;

  async get(tenant: Tenant, key: string): Promise<CachedOutput | null> {
    this.assertWhole();
    return this.entries.get(`${tenant} ${key}`) ?? null;
  }

  async put(tenant: Tenant, key: string, cached: CachedOutput): Promise<boolean> {
    this.assertWhole();
    this.entries.set(`${tenant} ${key}`, cached);
    return true;
  }

  private assertWhole(): void {
    if (this.isBroken) throw new IceError('store-unavailable', 'The store is gone.');
  }
}
