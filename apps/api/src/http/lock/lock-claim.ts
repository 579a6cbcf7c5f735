/** What a request claims to know of the version it changes. Two headers say it: `X-Version-Lock` with the lock as it stands, and
 *  `If-Match` with the lock in quotes (RFC 9110). */
import type { IncomingHttpHeaders } from 'node:http';
import { ProblemException } from '../problem/problem-exception.js';

/** The lock that was sent, and what a mismatch is answered with. */
export interface NamedVersion {
  readonly lock: string;
  readonly mismatchStatus: 409 | 412;
}

/** Null when no version was named. */
export type LockClaim = NamedVersion | null;

/** The lock of a resource that is not there yet. */
export const newLock = '__new__';

const opaque = '[A-Za-z_][A-Za-z0-9_-]{0,99}';
const lockHeader = new RegExp(`^${opaque}$`);
const ifMatchHeader = new RegExp(`^(?:W/)?"(${opaque})"$`);

/** Reads both headers. Refuses what cannot be a lock, and two that disagree. */
export function readLockClaim(headers: IncomingHttpHeaders): LockClaim {
  const sent = headers['x-version-lock'];
  const lock = sent === undefined ? undefined : lockOf([sent].flat().join(','));
  const etag = headers['if-match'] === undefined ? undefined : etagOf(headers['if-match']);
  if (lock !== undefined && etag !== undefined && lock !== etag) {
    throw malformed('X-Version-Lock and If-Match name different versions; send one of them.');
  }
  if (lock !== undefined) return { lock, mismatchStatus: 409 };
  return etag === undefined ? null : { lock: etag, mismatchStatus: 412 };
}

function lockOf(text: string): string {
  if (lockHeader.test(text)) return text;
  throw malformed('X-Version-Lock must be one lock, just as the server gave it.');
}

/** A weak tag never matches where something is to be changed (RFC 9110, section 13.1.1). */
function etagOf(text: string): string {
  const lock = ifMatchHeader.exec(text)?.[1];
  if (lock === undefined) throw malformed('If-Match must be one lock in double quotes; lists and * name no version.');
  return text.startsWith('W/') ? `weak-${lock}` : lock;
}

function malformed(detail: string): ProblemException {
  return new ProblemException('lock-malformed', detail);
}
