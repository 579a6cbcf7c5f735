/** The fields of a `workflow`: a blueprint that runs as a child execution with a journal of its own. */
import { z } from 'zod';
import { JsonValueSchema, nodeIdPattern } from './node-fields.js';

/** An id of a stored blueprint (`bp_` and a ULID) or a revision. Either may also stand among the tools of an agent. */
export const blueprintReferencePattern = /^(bp_[0-9A-HJKMNP-TV-Z]{26}|sha256:[0-9a-f]{64})$/;

/** The blueprint of a `workflow` node: a reference, or `self`. */
const workflowPattern = /^(self|bp_[0-9A-HJKMNP-TV-Z]{26}|sha256:[0-9a-f]{64})$/;

/** Beside the fields of every node. */
export const workflowFields = {
  blueprint: z
    .string()
    .regex(workflowPattern)
    .describe(
      'The id of a stored blueprint, which stands for its revision of the moment when an execution starts; a revision; or "self".',
    ),
  inputs: z
    .record(z.string().regex(nodeIdPattern), JsonValueSchema)
    .optional()
    .describe('Name to value, for the inputs of that blueprint; texts may hold expressions.'),
  max_depth: z.int().min(1).max(100).optional().describe('How deep child executions may nest. Default 8.'),
};
