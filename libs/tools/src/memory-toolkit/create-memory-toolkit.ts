/** The toolkit *memory*: notes that nodes leave for each other, and for executions to come. None of the tools is pure: what they give
 *  hangs on what others wrote. All of them may run twice. */
import type { ToolDefinition, Toolkit } from '@ice/core';
import { memoryLimits } from '@ice/core';
import { z } from 'zod';
import { defineTool } from '../define-tool.js';
import { defineToolkit } from '../toolkit.js';
import type { MemoryPort } from './memory-port.js';
import { MemoryKey, MemoryScope, spaceOf } from './memory-scope.js';

/** Configuration of the toolkit. */
export interface MemoryToolkitOptions {
  readonly memory: MemoryPort;
}

/** So many notes are found at most: more of the largest would be more than a node may give. */
const mostFound = 50;

/** Makes the toolkit. */
export function createMemoryToolkit({ memory }: MemoryToolkitOptions): Toolkit {
  return defineToolkit({
    name: 'memory',
    description: 'Notes by key, of one execution or of the organisation.',
    tools: [memoryForget(memory), memoryRead(memory), memorySearch(memory), memoryWrite(memory)],
  });
}

/** `{scope?, key}` → `{found, value, updated_at}`. */
function memoryRead(memory: MemoryPort): ToolDefinition {
  return defineTool({
    name: 'memory_read',
    description: 'Reads the note under a key. Where there is none, found is false and value null.',
    effect: 'idempotent',
    input: z.object({ scope: MemoryScope, key: MemoryKey }),
    output: z.object({
      found: z.boolean().describe('Whether there is a note.'),
      value: z.unknown().describe('As it was written; null where there is none.'),
      updated_at: z.string().nullable().describe('When it was written (ISO 8601, UTC).'),
    }),
    examples: [{ input: { key: 'nobody-wrote-this' }, output: { found: false, value: null, updated_at: null } }],
    async run({ scope, key }, { executionId }) {
      const note = await memory.read(spaceOf(scope, executionId), key);
      return { found: note !== null, value: note?.value ?? null, updated_at: note?.updated_at ?? null };
    },
  });
}

/** `{scope?, key, value}` → `{key}`. */
function memoryWrite(memory: MemoryPort): ToolDefinition {
  return defineTool({
    name: 'memory_write',
    description: 'Writes a note under a key, in the place of what is there. Of several at a time the last one stays.',
    effect: 'idempotent',
    input: z.object({
      scope: MemoryScope,
      key: MemoryKey,
      value: z.unknown().describe('Any JSON value of at most 64 KiB.'),
    }),
    output: z.object({ key: z.string().describe('The key, as it was given.') }),
    examples: [{ input: { key: 'tone', value: 'friendly' }, output: { key: 'tone' } }],
    async run({ scope, key, value }, { executionId }) {
      await memory.write(spaceOf(scope, executionId), key, (value ?? null) as Parameters<MemoryPort['write']>[2]);
      return { key };
    },
  });
}

/** `{scope?, query, limit?}` → `{notes, count}`. */
function memorySearch(memory: MemoryPort): ToolDefinition {
  const Found = z.object({ key: z.string(), value: z.unknown(), updated_at: z.string(), score: z.number() });
  return defineTool({
    name: 'memory_search',
    description:
      'Finds notes that share words with a query, in key or value, best first. It looks at the first 10,000 notes of the scope in key order.',
    effect: 'idempotent',
    input: z.object({
      scope: MemoryScope,
      query: z.string().max(memoryLimits.queryCharacters).describe('Words; at most 1,000 characters.'),
      limit: z.int().min(1).max(mostFound).default(10).describe('How many notes to give back at most.'),
    }),
    output: z.object({
      notes: z.array(Found).describe('Best first; scores are comparable within one answer only.'),
      count: z.int().min(0).describe('How many they are.'),
    }),
    examples: [{ input: { query: 'nothing of this kind' }, output: { notes: [], count: 0 } }],
    async run({ scope, query, limit }, { executionId }) {
      const notes = await memory.search(spaceOf(scope, executionId), query, limit);
      return { notes, count: notes.length };
    },
  });
}

/** `{scope?, key}` → `{forgotten}`. */
function memoryForget(memory: MemoryPort): ToolDefinition {
  return defineTool({
    name: 'memory_forget',
    description: 'Removes the note under a key. forgotten is false where there was none.',
    effect: 'idempotent',
    input: z.object({ scope: MemoryScope, key: MemoryKey }),
    output: z.object({ forgotten: z.boolean().describe('Whether there was a note.') }),
    examples: [{ input: { key: 'nobody-wrote-this' }, output: { forgotten: false } }],
    async run({ scope, key }, { executionId }) {
      return { forgotten: await memory.forget(spaceOf(scope, executionId), key) };
    },
  });
}
