/** Whose memory: that of one execution, which goes with it, or that of the organisation, which stays. */
import { executionSpace, memoryLimits, organisationSpace, ownerOf, type MemorySpace } from '@ice/core';
import { z } from 'zod';

/** The argument `scope`. */
export const MemoryScope = z
  .enum(['execution', 'organisation'])
  .default('execution')
  .describe(
    '`execution`: seen by this execution only, and removed with it. `organisation`: seen by all executions of the organisation, and kept.',
  );

/** The argument `key`. */
export const MemoryKey = z
  .string()
  .min(1)
  .max(memoryLimits.keyCharacters)
  .describe('What the note is kept under: 1 to 200 characters.');

/** The space of a scope, within the tenant of the execution. */
export function spaceOf(scope: z.output<typeof MemoryScope>, executionId: string): MemorySpace {
  return scope === 'organisation' ? organisationSpace(ownerOf(executionId)) : executionSpace(executionId);
}
