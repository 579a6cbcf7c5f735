/** `text_template`: text with values in it, for a template that comes from data. A template that stands in the blueprint itself needs no
 *  tool: every text of a node is one. */
import { parseTemplate, renderTemplate, type Expression, type JsonObject, type Template } from '@ice/core';
import { z } from 'zod';
import { defineTool } from '../define-tool.js';
import { argumentInvalid, dataScope, expressionFailed, foreignReads } from '../expression/data-expression.js';

/**
 * `{template, data}` → `{text}`. The template's expressions stand in `{{ }}` and read `data`. In a blueprint, where `tool_args` are
 * rendered before the tool sees them, write `\{{ data.name }}`. Fails like `json_transform`.
 */
export const textTemplate = defineTool({
  name: 'text_template',
  description:
    'Fills a text: each {{ expression }} in the template reads `data`. In a blueprint write \\{{ for the braces, because arguments are rendered before the tool sees them.',
  effect: 'pure',
  input: z.object({
    template: z.string().max(65_536).describe('Text with {{ data.… }} in it.'),
    data: z.record(z.string(), z.unknown()).default({}).describe('The template reads it as `data`.'),
  }),
  output: z.object({ text: z.string().describe('The template with its values.') }),
  examples: [
    {
      input: { template: '{{ data.name }} for {{ data.price }} USD', data: { name: 'Tile', price: 375 } },
      output: { text: 'Tile for 375 USD' },
    },
  ],
  run({ template, data }) {
    const outcome = renderTemplate({ kind: 'text', parts: partsOf(template) }, dataScope(data as JsonObject));
    if (!outcome.ok) throw expressionFailed('template', outcome.failure);
    return { text: outcome.value as string };
  },
});

/** A lone expression is a part of a text too: elsewhere it would keep its own type. */
function partsOf(text: string): readonly (string | Expression)[] {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw argumentInvalid('template', parsed.problems);
  const parts = partsOfParsed(parsed.template);
  const foreign = foreignReads(parts.flatMap((part) => (typeof part === 'string' ? [] : part.references)));
  if (foreign.length > 0) throw argumentInvalid('template', foreign);
  return parts;
}

function partsOfParsed(template: Template): readonly (string | Expression)[] {
  if (template.kind === 'literal') return [template.value];
  return template.kind === 'expression' ? [template.expression] : template.parts;
}
