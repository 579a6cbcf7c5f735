/** What a class must be to be a tool: a `run` that takes what the input schema gives and returns what the output schema takes. Types
 *  only. */
import type { ToolContext } from '@ice/core';
import type { ToolResult } from '@ice/tools';
import type { z } from 'zod';

/** An instance: one for each execution that uses the tool, made by Nest with whatever its constructor asks for. */
export interface ToolInstance<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> {
  /** A property and no method: the parameters of methods are compared both ways, and a wrong input would compile. */
  readonly run: (input: z.output<Input>, context: ToolContext) => ToolResult<Output> | Promise<ToolResult<Output>>;
}

/** A class whose instances are. Its constructor may ask for anything that its module can inject. */
export type ToolClass<Input extends z.ZodObject, Output extends z.ZodType> = new (
  ...dependencies: never[]
) => ToolInstance<Input, Output>;
