/** The seller assistant as plain data: a blueprint is only JSON, so a program may write it down as it is. */
import type { Blueprint } from '@ice/core';

/** The same document as `seller-assistant.yaml`. */
export const sellerAssistant: Blueprint = {
  schema_version: '1.0',
  name: 'seller_assistant',
  description: 'Price, describe and list every row of a CSV.',
  inputs: {
    csv_path: { type: 'string', default: 'examples/seller-assistant/items.csv' },
    margin_percent: { type: 'number', exclusiveMinimum: 0, default: 25 },
    endpoint: { type: 'string', default: 'mock://bin/items' },
  },
  budget_usd: 0.5,
  max_concurrency: 8,
  nodes: [
    { id: 'load_csv', type: 'tool', tool_name: 'csv_loader', tool_args: { path: '{{ inputs.csv_path }}' } },
    {
      id: 'listings',
      type: 'loop',
      items: '{{ nodes.load_csv.rows }}',
      item_var: 'row',
      max_items: 1000,
      concurrency: 4,
      body: {
        nodes: [
          {
            id: 'price',
            type: 'tool',
            tool_name: 'pricing_strategy',
            tool_args: { cost: "{{ row['Suggested Price'] }}", margin_percent: '{{ inputs.margin_percent }}' },
          },
          {
            id: 'copy',
            type: 'llm',
            model: 'openai/gpt-4o-mini',
            prompt: "Write a title (max 80 characters) and a description for: {{ row['Product/Item'] }}",
            output_schema: {
              type: 'object',
              required: ['title', 'description'],
              properties: {
                title: { type: 'string', maxLength: 80 },
                description: { type: 'string', maxLength: 300 },
              },
            },
            max_input_tokens: 1000,
            max_output_tokens: 256,
          },
          {
            id: 'post',
            type: 'tool',
            tool_name: 'http_request',
            tool_args: {
              method: 'POST',
              url: '{{ inputs.endpoint }}',
              body: {
                title: '{{ nodes.copy.title }}',
                price: '{{ nodes.price.price }}',
                description: '{{ nodes.copy.description }}',
              },
            },
          },
        ],
        output:
          "{{ { 'listing_id': nodes.post.body.listing_id, 'title': nodes.copy.title, 'price': nodes.price.price } }}",
      },
    },
    { id: 'summary', type: 'tool', tool_name: 'aggregator', tool_args: { results: '{{ nodes.listings.items }}' } },
  ],
  outputs: { summary: '{{ nodes.summary }}' },
};
