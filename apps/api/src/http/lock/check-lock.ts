/** Holds a claim against what is stored: one implementation for everything that is kept under a lock. */
import type { JsonValue } from '@ice/core';
import { maxProblemErrors } from '../problem/problem.js';
import { ProblemException } from '../problem/problem-exception.js';
import { differingPointers } from './differing-pointers.js';
import { etagOf } from './etag.js';
import { newLock, type LockClaim, type NamedVersion } from './lock-claim.js';

/** A stored version of something that is kept under a lock. */
export interface LockedVersion {
  readonly id: string;
  readonly lock: string;
  readonly updatedAt: string;
}

/** A kind of thing that is kept under locks. */
export interface LockedResource<T extends LockedVersion> {
  /** What it is called, e.g. `blueprint`. */
  readonly noun: string;
  /** Where things of this kind are, without a slash at the end. */
  readonly path: string;
  readonly documentOf: (version: T) => JsonValue;
}

/** What a change would have stored; null where it removes, or cannot be told. */
export type Wanted<T> = (current: T) => JsonValue | null;

/** The `Wanted` of an edit; one that does not fit the newer version says nothing about where the two differ. */
export function wantedBy<T>(edit: (current: T) => JsonValue): Wanted<T> {
  return (current) => {
    try {
      return edit(current);
    } catch (error) {
      if (error instanceof ProblemException) return null;
      throw error;
    }
  };
}

/** Refuses a change that does not hold the current lock. */
export function checkLock<T extends LockedVersion>(
  resource: LockedResource<T>,
  claim: LockClaim,
  current: T,
  wanted: Wanted<T>,
): asserts claim is NamedVersion {
  checkNamed(resource, claim, current);
  if (claim.lock !== current.lock) throw lockConflict(resource, claim, current, wanted);
}

/** Refuses a change that names no version. */
export function checkNamed<T extends LockedVersion>(
  { path }: LockedResource<T>,
  claim: LockClaim,
  { id }: T,
): asserts claim is NamedVersion {
  if (claim !== null) return;
  throw new ProblemException('lock-required', 'The request names no version.', {
    hint: `GET ${path}/${id} and send the lock of its X-Version-Lock header in X-Version-Lock (or If-Match).`,
  });
}

/** The refusal of a change that came too late: the lock that holds now, and where the stored document differs from the wanted one. */
export function lockConflict<T extends LockedVersion>(
  { noun, path, documentOf }: LockedResource<T>,
  claim: NamedVersion,
  current: T,
  wanted: Wanted<T>,
): ProblemException {
  const document = wanted(current);
  const pointers = document === null ? [] : differingPointers(documentOf(current), document, maxProblemErrors);
  return new ProblemException('lock-conflict', `The ${noun} was changed at ${current.updatedAt}.`, {
    status: claim.mismatchStatus,
    errors: pointers.map((pointer) => ({
      pointer,
      code: 'lock-conflict',
      detail: `The stored ${noun} differs here.`,
    })),
    hint: `GET ${path}/${current.id}, make the change again, and send X-Version-Lock: ${current.lock}`,
    facts: { current_lock: current.lock, updated_at: current.updatedAt },
    headers: { 'x-version-lock': current.lock, etag: etagOf(current.lock) },
  });
}

/** Refuses to create where a version was named: there is none yet. */
export function checkCreateLock<T extends LockedVersion>({ noun }: LockedResource<T>, claim: LockClaim): void {
  if (claim === null || claim.lock === newLock) return;
  throw new ProblemException('lock-conflict', `A new ${noun} has no version yet.`, {
    status: claim.mismatchStatus,
    hint: `Send X-Version-Lock: ${newLock}, or none. To change a ${noun}, PUT it under its id.`,
  });
}
