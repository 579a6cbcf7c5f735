/** A small MCP server over stdio, with the official package: the stock of a shop. What it says of its tools decides how they are used here:
 *  `readOnlyHint` makes them pure, `outputSchema` gives the compiler their types. */
import { Server } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

const stock = [
  { sku: 'LMP-1', name: 'Desk lamp', available: 3 },
  { sku: 'LMP-2', name: 'Floor lamp', available: 0 },
  { sku: 'CHR-1', name: 'Chair', available: 12 },
];

const text = { type: 'string' };

/** What each tool takes, gives and does. */
const tools = {
  find_products: {
    description: 'Finds products whose name has a word.',
    input: { word: text },
    output: {
      products: { type: 'array', maxItems: 50, items: objectOf({ sku: text, name: text }) },
    },
    run: ({ word }) => {
      const found = stock.filter(({ name }) => name.toLowerCase().includes(word.toLowerCase()));
      return { products: found.map(({ sku, name }) => ({ sku, name })) };
    },
  },
  stock_level: {
    description: 'Says how many pieces of a product are there.',
    input: { sku: text },
    output: { available: { type: 'integer', minimum: 0 } },
    run: (wanted) => ({ available: stock.find(({ sku }) => sku === wanted.sku)?.available ?? 0 }),
  },
};

function objectOf(properties) {
  return {
    type: /** @type {const} */ ('object'),
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function listed([name, { description, input, output }]) {
  const schemas = { inputSchema: objectOf(input), outputSchema: objectOf(output) };
  return { name, description, ...schemas, annotations: { readOnlyHint: true } };
}

serveStdio(() => {
  const server = new Server({ name: 'stock', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools: Object.entries(tools).map(listed) }));
  server.setRequestHandler('tools/call', ({ params }) => {
    const structuredContent = tools[params.name].run(params.arguments);
    return { structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] };
  });
  return server;
});
