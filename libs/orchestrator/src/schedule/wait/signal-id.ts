/** The address of a wait: the same each time it is worked out, and of no other wait. */
import { createHash } from 'node:crypto';

/** `sg_` and 26 hexadecimal digits for one attempt of whatever waits at a path. */
export function signalId(
  executionId: string,
  { path, attempts }: { readonly path: string; readonly attempts: number },
): string {
  const digest = createHash('sha256').update(`${executionId}\n${path}\n${attempts}`).digest('hex');
  return `sg_${digest.slice(0, 26)}`;
}
