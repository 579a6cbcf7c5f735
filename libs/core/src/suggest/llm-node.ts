/** Writes the node of a model call that reads a real value. */
import type { JsonObject } from '../json/json-value.js';
import type { Addition } from './addition.js';
import { templateOf, type Source } from './source.js';
import type { Study } from './study.js';
import { textExpression } from './wire-tool.js';
import { describeWriting, writingSchema, type WritingField } from './writing-fields.js';

/** Enough for a few sentences, and a bound that the cost is computed with. */
const maxOutputTokens = 256;

/** A call that writes the fields, or a summary where there are none; null where no model is allowed. */
export function llmNode(
  subject: Source,
  fields: readonly WritingField[],
  study: Pick<Study, 'model'>,
  addition: Addition,
): JsonObject | null {
  if (study.model === null) return null;
  const isStructured = fields.length > 0;
  return {
    id: addition.nameFor(isStructured ? `write_${fields[0]?.name}` : `summarize_${subject.name}`),
    type: 'llm',
    model: study.model,
    prompt: `${taskOf(subject, fields)}: ${templateOf({ expression: textExpression(subject) })}`,
    ...(isStructured && { output_schema: writingSchema(fields) }),
    max_output_tokens: maxOutputTokens,
  };
}

function taskOf(subject: Source, fields: readonly WritingField[]): string {
  if (fields.length > 0) return `Write ${describeWriting(fields)} for ${thingOf(subject)}`;
  return subject.type.kind === 'string' ? 'Summarize this text' : `Summarize ${thingOf(subject)} in a few sentences`;
}

/** `this row`, `these rows`; a whole output has only the name of its node. */
function thingOf({ name, type, origin, depth }: Source): string {
  if (origin.kind === 'node' && depth === 0) return 'this result';
  // A name may come from data: no braces of it get into a template.
  const words = name.replace(/[^\p{L}\p{N}]+/gu, ' ').trim() || 'value';
  return `${type.kind === 'list' ? 'these' : 'this'} ${words}`;
}
