import { describe, expect, it } from '@jest/globals';
import { compileBlueprint } from '../compile/compile-blueprint.js';
import { catalogEnvironment } from '../compile/testing/catalog-environment.js';
import { applyPatch } from '../json/apply-patch.js';
import type { JsonObject } from '../json/json-value.js';
import { suggestEdits } from './suggest-edits.js';
import type { SuggestionType } from './suggestion.js';

const environment = catalogEnvironment();
const empty: JsonObject = { schema_version: '1.0', name: 'suggested', nodes: [] };

/** Takes the best suggestion of a type that names a tool. */
function take(document: JsonObject, type: SuggestionType, tool = ''): JsonObject {
  const chosen = suggestEdits(document, environment).find(
    (suggestion) => suggestion.type === type && JSON.stringify(suggestion.patch).includes(tool),
  );
  const patched = applyPatch(document, chosen?.patch ?? []);
  if (chosen === undefined || !patched.ok) throw new Error(`Nobody suggests ${type} ${tool}.`);
  return patched.document as JsonObject;
}

describe('an author who only takes suggestions', () => {
  it('reaches a seller assistant that compiles at every step', () => {
    const steps: readonly (readonly [SuggestionType, string?])[] = [
      ['tool', 'csv_loader'],
      ['loop', 'pricing_strategy'],
      ['llm'],
      ['tool', 'marketplace_client'],
      ['tool', 'aggregator'],
      ['output'],
    ];
    let document = empty;
    for (const [type, tool] of steps) {
      document = take(document, type, tool);
      expect(compileBlueprint(document, environment)).toMatchObject({ ok: true });
    }
    expect(document).toEqual({
      schema_version: '1.0',
      name: 'suggested',
      inputs: {
        csv_path: { type: 'string', minLength: 1, description: 'A file inside ICE_FILES_DIR.' },
        endpoint_url: { type: 'string', minLength: 1, description: 'https, or mock://bin/….' },
      },
      nodes: [
        { id: 'csv_loader', type: 'tool', tool_name: 'csv_loader', tool_args: { path: '{{ inputs.csv_path }}' } },
        {
          id: 'each_row',
          type: 'loop',
          items: '{{ nodes.csv_loader.rows }}',
          item_var: 'row',
          max_items: 100,
          body: {
            nodes: [
              {
                id: 'pricing_strategy',
                type: 'tool',
                tool_name: 'pricing_strategy',
                tool_args: { cost: '{{ row["Suggested Price"] }}' },
              },
              {
                id: 'write_title',
                type: 'llm',
                model: 'openai/gpt-4o-mini',
                prompt:
                  'Write a title (at most 80 characters) and a description (at most 300 characters) for this row: {{ row }}',
                output_schema: {
                  type: 'object',
                  required: ['title', 'description'],
                  properties: {
                    title: { type: 'string', maxLength: 80 },
                    description: { type: 'string', maxLength: 300 },
                  },
                },
                max_output_tokens: 256,
              },
              {
                id: 'marketplace_client',
                type: 'tool',
                tool_name: 'marketplace_client',
                tool_args: {
                  endpoint_url: '{{ inputs.endpoint_url }}',
                  item: {
                    sku: '{{ row["Product/Item"] }}',
                    title: '{{ nodes.write_title.title }}',
                    description: '{{ nodes.write_title.description }}',
                    price: '{{ nodes.pricing_strategy.price }}',
                  },
                },
              },
            ],
          },
        },
        {
          id: 'aggregator',
          type: 'tool',
          tool_name: 'aggregator',
          tool_args: { results: '{{ nodes.each_row.items }}' },
        },
      ],
      outputs: { aggregator: '{{ nodes.aggregator }}' },
    });
  });
});
