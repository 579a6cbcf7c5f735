/** Entity tags of lockable things: the lock in quotes. */

/** The tag of a lock. */
export function etagOf(lock: string): string {
  return `"${lock}"`;
}

/** True when `If-None-Match` says that the reader has this version already. */
export function isKnownTo(ifNoneMatch: string | undefined, lock: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etagOf(lock));
}
