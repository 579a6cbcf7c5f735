/** Paging: an opaque cursor stands for the last key that a reader has seen. */

/** One page of a list, as the wire shows it. */
export interface Page<T> {
  readonly data: readonly T[];
  /** Hand it back to get the next page; null at the end. */
  readonly next_cursor: string | null;
  readonly has_more: boolean;
}

/** The cursor after a key. */
export function cursorAfter(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

/** The key of a cursor, or null when it is no cursor of ours. */
export function keyOfCursor(cursor: string): string | null {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  return key !== '' && cursorAfter(key) === cursor ? key : null;
}

/** Makes a page of up to `limit` items out of `limit + 1` scanned ones. */
export function pageOf<S, T>(
  scanned: readonly S[],
  limit: number,
  keyOf: (item: S) => string,
  show: (item: S) => T,
): Page<T> {
  const shown = scanned.slice(0, limit);
  const last = shown.at(-1);
  const more = scanned.length > limit && last !== undefined;
  return { data: shown.map(show), next_cursor: more ? cursorAfter(keyOf(last)) : null, has_more: more };
}
