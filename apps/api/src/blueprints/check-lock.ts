/** Holds a claim against what is stored. */
import type { JsonValue, StoredBlueprint } from '@ice/core';
import { maxProblemErrors } from '../http/problem/problem.js';
import { ProblemException } from '../http/problem/problem-exception.js';
import { differingPointers } from './differing-pointers.js';
import { etagOf } from './etag.js';
import type { LockClaim, NamedVersion } from './lock-claim.js';

/** What a change would have stored; null where it removes, or cannot be told. */
export type Wanted = (current: StoredBlueprint) => JsonValue | null;

/** Refuses a change that does not hold the current lock. */
export function checkLock(claim: LockClaim, current: StoredBlueprint, wanted: Wanted): asserts claim is NamedVersion {
  if (claim === null) throw lockRequired(current.id);
  if (claim.lock !== current.lock) throw lockConflict(claim, current, wanted);
}

/** The refusal of a change that came too late: the lock that holds now, and where the stored document differs from the wanted one. */
export function lockConflict(claim: NamedVersion, current: StoredBlueprint, wanted: Wanted): ProblemException {
  const document = wanted(current);
  const stored = current.blueprint as unknown as JsonValue;
  const pointers = document === null ? [] : differingPointers(stored, document, maxProblemErrors);
  return new ProblemException('lock-conflict', `The blueprint was changed at ${current.updatedAt}.`, {
    status: claim.mismatchStatus,
    errors: pointers.map((pointer) => ({
      pointer,
      code: 'lock-conflict',
      detail: 'The stored blueprint differs here.',
    })),
    hint: `GET /api/v1/blueprints/${current.id}, make the change again, and send X-Version-Lock: ${current.lock}`,
    facts: { current_lock: current.lock, updated_at: current.updatedAt },
    headers: { 'x-version-lock': current.lock, etag: etagOf(current.lock) },
  });
}

/** Refuses to create where a version was named: there is none yet. */
export function checkCreateLock(claim: LockClaim, newLock: string): void {
  if (claim === null || claim.lock === newLock) return;
  throw new ProblemException('lock-conflict', 'A new blueprint has no version yet.', {
    status: claim.mismatchStatus,
    hint: `Send X-Version-Lock: ${newLock}, or none. To change a blueprint, PUT it under its id.`,
  });
}

function lockRequired(id: string): ProblemException {
  return new ProblemException('lock-required', 'The request names no version.', {
    hint: `GET /api/v1/blueprints/${id} and send the lock of its X-Version-Lock header in X-Version-Lock (or If-Match).`,
  });
}
