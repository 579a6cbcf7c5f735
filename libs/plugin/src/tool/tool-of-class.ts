/** From a class with `@Tool()` to the definition that the catalog holds. The definition is shared and stateless; instances are made for one
 *  execution each. */
import type { ToolDefinition } from '@ice/core';
import { defineTool, type ToolFacts } from '@ice/tools';
import type { z } from 'zod';
import type { ToolInstance } from './tool-class.js';

/**
 * The definition.
 * @param make makes an instance with its dependencies; called once for each execution, at the first run of its tool. One that rejects fails
 * that attempt and is asked again by the next.
 * @throws IceError `validation-failed` for a bad name; zod's own error for a schema that JSON Schema cannot express.
 */
export function toolOfClass(
  facts: ToolFacts<z.ZodObject, z.ZodType>,
  make: () => Promise<ToolInstance>,
): ToolDefinition {
  return defineTool({ ...facts, create: () => lateInstance(make) });
}

/** `create` of a definition answers at once, and Nest does not: so the instance is made when it is first needed. */
function lateInstance(make: () => Promise<ToolInstance>): ToolInstance {
  let instance: Promise<ToolInstance> | undefined;
  const made = (): Promise<ToolInstance> =>
    make().catch((fault: unknown) => {
      instance = undefined;
      throw fault;
    });
  return { run: async (input, context) => (await (instance ??= made())).run(input, context) };
}
