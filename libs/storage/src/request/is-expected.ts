/** The comparison in compare-and-set, once for all adapters. Locks are compared, never interpreted. */
import type { RecordWrite } from '@ice/core';

/** True when a record with `lock` (undefined: no record) is what the write expects. */
export function isExpected(expect: RecordWrite['expect'], lock: string | undefined): boolean {
  if (expect === 'any') return true;
  return expect === 'absent' ? lock === undefined : lock === expect.lock;
}
