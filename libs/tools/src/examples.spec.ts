import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { createCommonToolkit } from './common-toolkit/create-common-toolkit.js';
import { createEcommerceToolkit } from './ecommerce-toolkit/create-ecommerce-toolkit.js';
import { createMemoryToolkit } from './memory-toolkit/create-memory-toolkit.js';
import { startMockBin, type MockBin } from './mock-bin/start-mock-bin.js';
import { runTool } from './run-tool.js';
import { createTextToolkit } from './text-toolkit/create-text-toolkit.js';
import { ToolRegistry } from './tool-registry.js';

const projectRoot = path.resolve(__dirname, '../../..');
let bin: MockBin | undefined;

const http = { mockBinUrl: () => bin?.url };
const emptyMemory = {
  read: async () => null,
  write: async () => undefined,
  search: async () => [],
  forget: async () => false,
};
const registry = new ToolRegistry([
  createCommonToolkit({ filesDirectories: ['examples'], workingDirectory: projectRoot, http }),
  createEcommerceToolkit({ http }),
  createMemoryToolkit({ memory: emptyMemory }),
  createTextToolkit(),
]);

// Examples that post use a bin each, so that the index in the answer is 0.
beforeAll(async () => {
  bin = await startMockBin();
});
afterAll(() => bin?.close());

describe('the built-in tools', () => {
  it('are these, each with its toolkit and effect', () => {
    expect(registry.list().map(({ name, toolkit, effect }) => `${name}: ${toolkit}, ${effect}`)).toEqual([
      'aggregator: common, pure',
      'csv_loader: common, pure',
      'echo: common, pure',
      'facebook_formatter: ecommerce, pure',
      'http_request: common, idempotent',
      'json_transform: common, pure',
      'marketplace_client: ecommerce, idempotent',
      'memory_forget: memory, idempotent',
      'memory_read: memory, idempotent',
      'memory_search: memory, idempotent',
      'memory_write: memory, idempotent',
      'pricing_strategy: ecommerce, pure',
      'sleep: common, pure',
      'text_chunk: text, pure',
      'text_template: common, pure',
    ]);
  });

  it('describe themselves, and have an example each', () => {
    const poor = registry
      .list()
      .filter(({ description, examples }) => description.length < 20 || examples.length === 0);
    expect(poor.map(({ name }) => name)).toEqual([]);
  });

  const examples = registry
    .list()
    .flatMap(({ name, examples }) => examples.map((example, index) => ({ name, index, example })));

  it.each(examples)('do what example $index of $name says', async ({ name, example }) => {
    const definition = registry.find(name);
    expect(definition && (await runTool(definition, example.input))).toEqual(example.output);
  });
});
