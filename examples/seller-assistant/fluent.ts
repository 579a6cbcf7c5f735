/** The seller assistant, written with the fluent builder: references and their types are checked by the TypeScript compiler. */
import { blueprint, expression } from '@ice/builder';

const copySchema = {
  type: 'object',
  required: ['title', 'description'],
  properties: { title: { type: 'string', maxLength: 80 }, description: { type: 'string', maxLength: 300 } },
} as const;

/** The same document as `seller-assistant.yaml`. */
export const sellerAssistant = blueprint('seller_assistant', {
  description: 'Price, describe and list every row of a CSV.',
  budget_usd: 0.5,
  max_concurrency: 8,
})
  .input('csv_path', { type: 'string', default: 'examples/seller-assistant/items.csv' })
  .input('margin_percent', { type: 'number', exclusiveMinimum: 0, default: 25 })
  .input('endpoint', { type: 'string', default: 'mock://bin/items' })
  .nodes((block) =>
    block
      .tool('load_csv', 'csv_loader', ({ inputs }) => ({ path: inputs.csv_path }))
      .loop(
        'listings',
        ({ nodes }) => ({ items: nodes.load_csv.rows, item_var: 'row', max_items: 1000, concurrency: 4 }),
        (body) =>
          body
            .tool('price', 'pricing_strategy', ({ inputs, variables }) => ({
              cost: variables.row['Suggested Price'],
              margin_percent: inputs.margin_percent,
            }))
            .llm('copy', ({ variables }) => ({
              model: 'openai/gpt-4o-mini',
              prompt: `Write a title (max 80 characters) and a description for: ${variables.row['Product/Item']}`,
              output_schema: copySchema,
              max_input_tokens: 1000,
              max_output_tokens: 256,
            }))
            .tool('post', 'http_request', ({ inputs, nodes }) => ({
              method: 'POST',
              url: inputs.endpoint,
              body: { title: nodes.copy.title, price: nodes.price.price, description: nodes.copy.description },
            }))
            .output(
              ({ nodes }) =>
                expression`{ 'listing_id': ${nodes.post.body?.listing_id}, 'title': ${nodes.copy.title}, 'price': ${nodes.price.price} }`,
            ),
      )
      .tool('summary', 'aggregator', ({ nodes }) => ({ results: nodes.listings.items })),
  )
  .output('summary', ({ nodes }) => nodes.summary)
  .build();
