/** The port of secrets: gives the value of a name for the moment of its use. Whoever asks keeps a value no longer than the call that
 *  needs it, but to mask it. */
import type { Tenant } from '../tenant/tenant.js';

/** A secret at one moment. */
export interface ResolvedSecret {
  readonly value: string;
  /** Another one for every value that it has had: what was made with one version is not what another would give. Tells nothing of the
   *  value. */
  readonly version: string;
}

/** Gives secrets by name, each tenant its own. */
export abstract class SecretStore {
  /**
   * The secret, or null where the tenant has none of this name.
   * @throws IceError `secret-unreadable` for one that was kept under another key; `store-unavailable`.
   */
  abstract resolve(tenant: Tenant, name: string): Promise<ResolvedSecret | null>;
}
