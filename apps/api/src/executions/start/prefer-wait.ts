/** Reads `Prefer: wait=N` (RFC 7240). */

const longestSeconds = 60;

/** How long to wait in ms (at most 60 s), or null when nothing sensible was asked for. */
export function preferredWaitMs(header: string | undefined): number | null {
  const match = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,9})"?(?:$|[,;\s])/i.exec(header ?? '');
  return match ? Math.min(Number(match[1]), longestSeconds) * 1_000 : null;
}
