/** What the memory tools need: a memory that keeps notes. `MemoryRepository` of core is one. */
import type { MemoryRepository } from '@ice/core';

/** Reads, writes, searches and forgets notes. */
export type MemoryPort = Pick<MemoryRepository, 'read' | 'write' | 'search' | 'forget'>;
