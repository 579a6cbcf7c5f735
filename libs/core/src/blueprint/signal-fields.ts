/** The fields of the kinds that wait for the world: `human` for an answer of a person, `wait` for a time or a signal. While they
 *  wait nothing runs, and nothing is ever run twice for them. */
import { z } from 'zod';
import {
  JsonValueSchema,
  nodeIdPattern,
  SchemaFieldSchema,
  SecondsFieldSchema,
  TemplateSchema,
} from './node-fields.js';

const OnTimeoutSchema = z
  .union([z.literal('fail'), z.strictObject({ value: JsonValueSchema })])
  .describe('Without an answer in time: a failure (the default), or this value as the answer.');

const shared = {
  answer_schema: SchemaFieldSchema.optional().describe('Judges the answer. Default: any JSON.'),
  on_timeout: OnTimeoutSchema.optional(),
};

/** Beside the fields of every node, for `human`. */
export const humanFields = {
  prompt: TemplateSchema.describe('What the person is asked; may hold expressions.'),
  approval: z
    .enum(['approve_reject', 'choice', 'input'])
    .describe('The answer is "approve" or "reject", one of `choices`, or JSON that fits `answer_schema`.'),
  choices: z.array(z.string().min(1).max(200)).min(2).max(100).optional(),
  ...shared,
  assignee: z.string().min(1).max(1_000).optional().describe('Who is to answer; may hold expressions.'),
};

/** Beside the fields of every node, for `wait`: exactly one of the first three. */
export const waitFields = {
  for_s: SecondsFieldSchema.optional(),
  until: TemplateSchema.optional().describe('A time as RFC 3339 writes it, or text with expressions that gives one.'),
  signal: z.string().regex(nodeIdPattern).optional().describe('The name under which the signal is sent.'),
  ...shared,
};
