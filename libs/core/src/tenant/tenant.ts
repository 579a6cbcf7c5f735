/** Tenants: whose everything is. A tenant is the code of an organisation, five digits of the alphabet of ids, and stands in the id of
 *  whatever belongs to it right after the time: an id tells its tenant without a look into any store, and no id of one tenant can be
 *  read for another. */

import { IceError } from '../error/ice-error.js';

/** Five digits of Crockford's base 32. */
export type Tenant = string;

/** The tenant of a server without organisations. */
export const defaultTenant: Tenant = '00000';

/** Digits of a tenant in an id. */
export const tenantDigits = 5;

const tenantPattern = /^[0-9A-HJKMNP-TV-Z]{5}$/;
const idPattern = /^[a-z]{2,5}_[0-9A-HJKMNP-TV-Z]{10}([0-9A-HJKMNP-TV-Z]{5})[0-9A-HJKMNP-TV-Z]{11}$/;

/** True for five digits of the alphabet. */
export function isTenant(text: string): text is Tenant {
  return tenantPattern.test(text);
}

/** The tenant that an id (`<prefix>_` and 26 digits) belongs to; null for what is no id. */
export function tenantOf(id: string): Tenant | null {
  return idPattern.exec(id)?.[1] ?? null;
}

/** The tenant of an id that was minted here: whatever is kept for it is kept for this tenant. @throws IceError `internal-error` for what
 *  is no id. */
export function ownerOf(id: string): Tenant {
  const tenant = tenantOf(id);
  if (tenant !== null) return tenant;
  throw new IceError('internal-error', `${JSON.stringify(id.slice(0, 64))} is no id, so it belongs to no tenant.`);
}

/** True when this is an id of that tenant. Asked before any store is: an id is a name, never a permission. */
export function isOfTenant(id: string, tenant: Tenant): boolean {
  return tenantOf(id) === tenant;
}
