/** The port of identity: new ids and locks. */
import type { Tenant } from '../tenant/tenant.js';

/** Prefix of each kind of id. */
export type IdPrefix = 'an' | 'au' | 'bp' | 'ex' | 'key' | 'lk' | 'pbp' | 'rq' | 'wk';

/** Mints ids that were never given before. */
export abstract class IdSource {
  /** `<prefix>_<ULID>`: sortable by time, strictly rising within one process for each tenant. Without a tenant it belongs to nobody in
   *  particular (locks, workers, requests). */
  abstract next(prefix: IdPrefix, tenant?: Tenant): string;
}
