/** Ids that a test can write down beforehand. */
import { IdSource, type IdPrefix } from '@ice/core';

const digits = 26;

/** Counts from 1 over all prefixes: `ex_00000000000000000000000001`, `lk_00000000000000000000000002` … Shaped like ULIDs. */
export class SequentialIds extends IdSource {
  #count = 0;

  override next(prefix: IdPrefix): string {
    this.#count += 1;
    return `${prefix}_${String(this.#count).padStart(digits, '0')}`;
  }
}
