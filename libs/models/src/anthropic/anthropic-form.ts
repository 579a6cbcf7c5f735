/** In which form Claude is asked for a structured answer. Pure. */
import { isJsonObject, type ModelRequest } from '@ice/core';
import type { AnswerForm } from '../structured/answer-form.js';
import { enforceableSchema } from '../structured/enforceable-schema.js';

/** Models before Claude 4.5: they know no output format, and can be made to call a tool instead. */
const withoutFormats = /^claude-(?:2|3|instant|(?:opus|sonnet)-4(?:-[01])?(?:-\d{8})?$)/;

/** The form for a request. Newer models cannot always be made to call a tool (while they think), so there words have to do. */
export function anthropicForm(model: string, { outputSchema, tools = [] }: ModelRequest): AnswerForm {
  if (outputSchema === undefined) return { kind: 'text' };
  if (!isJsonObject(outputSchema) || outputSchema['type'] !== 'object') return { kind: 'prompt' };
  if (withoutFormats.test(model)) {
    return tools.length > 0 ? { kind: 'prompt' } : { kind: 'call', schema: outputSchema };
  }
  const schema = enforceableSchema(outputSchema, { requiresAll: false, takesRecursion: false });
  return schema ? { kind: 'schema', schema, strict: true } : { kind: 'prompt' };
}
