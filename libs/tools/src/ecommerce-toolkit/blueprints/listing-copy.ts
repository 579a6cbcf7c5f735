/** The node that writes a listing's texts: both blueprints of this toolkit have it. */
import { deepFreeze } from '../../json/deep-freeze.js';

/** Reads `inputs.item.name` and, where there is one, `inputs.item.description`; gives `{title, description}`. */
export const listingCopy = deepFreeze({
  id: 'copy',
  type: 'llm' as const,
  model: 'openai/gpt-4o-mini',
  temperature: 0.7,
  system: 'You write marketplace listings. Say only what is known of the item.',
  prompt: [
    'Write a title of at most 80 characters and a description of at most 300 characters.',
    'Item: {{ inputs.item.name }}',
    "Notes: {{ default(inputs.item.description, 'none') }}",
  ].join('\n'),
  output_schema: {
    type: 'object',
    required: ['title', 'description'],
    additionalProperties: false,
    properties: {
      title: { type: 'string', minLength: 1, maxLength: 80 },
      description: { type: 'string', maxLength: 300 },
    },
  },
  max_output_tokens: 256,
});
