/** The fields of a `code` node: a pure function in a sandbox without network, files or clock. */
import { z } from 'zod';
import { JsonObjectSchema, TemplateSchema } from './node-fields.js';

/** The largest source, in bytes of UTF-8. */
export const maxSourceBytes = 65_536;

/** The longest that a program may run, in seconds. */
export const longestCodeSeconds = 60;

/** What a program and its values may take up. */
export const codeMemoryBytes = 33_554_432;

/** Beside the fields of every node. `timeout_s` has a narrower bound than elsewhere. */
export const codeFields = {
  language: z.literal('javascript'),
  source: z
    .string()
    .min(1)
    .max(maxSourceBytes)
    .describe('The body of a function with `inputs` in scope that returns JSON; at most 64 KiB. No expressions.'),
  inputs: JsonObjectSchema.optional().describe('Name to value; texts may hold expressions.'),
  timeout_s: z
    .union([z.number().positive().max(longestCodeSeconds), TemplateSchema])
    .optional()
    .describe('Seconds (at most 60), or an expression that gives them. Default 5.'),
};
