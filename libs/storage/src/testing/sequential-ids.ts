/** Ids that a test can write down beforehand. */
import { IdSource, type IdPrefix, type Tenant } from '@ice/core';

const timeDigits = 10;
const tailDigits = 16;

/** Counts from 1 over all prefixes: `ex_00000000000000000000000001`, `lk_00000000000000000000000002` … Shaped like ULIDs. */
export class SequentialIds extends IdSource {
  #count = 0;

  override next(prefix: IdPrefix, tenant: Tenant = ''): string {
    this.#count += 1;
    const count = String(this.#count).padStart(tailDigits - tenant.length, '0');
    return `${prefix}_${'0'.repeat(timeDigits)}${tenant}${count}`;
  }
}
