/** Whose memory: that of one execution, which goes with it, or that of the organisation, which stays. */
import { executionSpace, memoryLimits, organisationSpace } from '@ice/core';
import { z } from 'zod';

/** The argument `scope`. */
export const MemoryScope = z
  .enum(['execution', 'organisation'])
  .default('execution')
  .describe('`execution`: seen by this execution only, and removed with it. `organisation`: seen by all, and kept.');

/** The argument `key`. */
export const MemoryKey = z
  .string()
  .min(1)
  .max(memoryLimits.keyCharacters)
  .describe('What the note is kept under: 1 to 200 characters.');

/** The space of a scope. */
export function spaceOf(scope: z.output<typeof MemoryScope>, executionId: string): string {
  return scope === 'organisation' ? organisationSpace : executionSpace(executionId);
}
