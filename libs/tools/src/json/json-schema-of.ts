/** Zod schema → JSON Schema, for the catalog and the compiler. What JSON cannot express is a fault of the tool's author and
 *  stops the start, never an execution. */
import type { JsonObject } from '@ice/core';
import { z } from 'zod';
import { deepFreeze } from './deep-freeze.js';

/**
 * The JSON Schema (draft 2020-12) of a zod schema, deep-frozen.
 * @param io `input`: what may be given (defaults are optional); `output`: what comes out.
 * @throws when the schema holds what JSON cannot: dates, BigInt, transforms.
 */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return deepFreeze(JSON.parse(JSON.stringify(rest)) as JsonObject);
}
