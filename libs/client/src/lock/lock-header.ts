/** The header under which a lock travels, both ways. */

const name = 'x-version-lock';

/** The headers of a write under a lock. */
export function lockHeader(lock: string): Readonly<Record<string, string>> {
  return { [name]: lock };
}

/** The lock of an answer; empty for one without. */
export function lockOf(headers: Headers): string {
  return headers.get(name) ?? '';
}
