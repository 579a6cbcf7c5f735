/** The id of a child execution: sortable by its time like all ids of executions, and the same for the same attempt of the same node
 *  run, so that a child is started once however often its start is tried. */
import { createHash } from 'node:crypto';
import { idDigit, idTailLength, idTimeDigits, tenantDigits, tenantOf } from '@ice/core';

/** `ex_` and 26 digits, of the parent's tenant. `now` in ms since 1970. */
export function childId(parentId: string, path: string, attempt: number, now: number): string {
  const digest = createHash('sha256').update(`${parentId}\n${path}\n${attempt}`).digest();
  const tail = Array.from(digest.subarray(0, idTailLength), idDigit).join('');
  return `ex_${idTimeDigits(now)}${tenantOf(parentId) ?? tail.slice(0, tenantDigits)}${tail.slice(tenantDigits)}`;
}
