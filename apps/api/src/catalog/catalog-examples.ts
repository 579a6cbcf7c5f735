/** What the documentation of the catalog shows. */

/** One example of each thing in the catalog. */
export const catalogExamples = {
  tool: {
    name: 'echo',
    toolkit: 'common',
    description: 'Gives back what it is given.',
    effect: 'pure',
    input: { type: 'object', properties: { value: {} }, additionalProperties: false },
    output: { type: 'object', properties: { value: {} }, required: ['value'], additionalProperties: false },
    examples: [{ input: { value: 'hello' }, output: { value: 'hello' } }],
  },
  toolkit: { name: 'ecommerce', description: 'Prices, marketplaces and catalogs.', tools: ['pricing_strategy'] },
  model: {
    name: 'openai/gpt-4o-mini',
    provider: 'openai',
    context_tokens: 128_000,
    input_usd_per_million: '0.15',
    output_usd_per_million: '0.6',
  },
  nodeKind: {
    name: 'fail',
    description: 'Ends in a failure with a code of its own.',
    container: false,
    ports: { inputs: [{ name: 'message', form: 'value', required: true }], outputs: [] },
    defaults: { join: 'all', on_error: 'fail', effect: 'pure' },
    example: { id: 'my_fail', type: 'fail', code: 'out_of_stock', message: 'Nothing is left.' },
    schema: { type: 'object' },
  },
  limit: { name: 'body', value: 1_048_576, unit: 'bytes', code: 'body-too-large' },
} as const;
