/** Tools and models that the engines of a spec share: reading the price list and writing the schemas of tools takes longer than most tests.
 *  Nothing here remembers what an engine did. */
import type { LanguageModel, MemoryRepository, ModelCatalog, Tool, ToolDefinition, Toolkit } from '@ice/core';
import { createModelRegistry, SyntheticModel, type ModelRegistry, type PriceBook } from '@ice/models';
import { createCommonToolkit, createEcommerceToolkit, createMemoryToolkit, createTextToolkit } from '@ice/tools';

let plainToolkits: readonly Toolkit[] | undefined;
let plainNotes: Toolkit | undefined;
let plainModels: ModelRegistry | undefined;

/** The toolkits without a memory. @param mockBinUrl where `mock://bin` leads. */
export function toolkitsOf(mockBinUrl?: string): readonly Toolkit[] {
  return mockBinUrl === undefined ? (plainToolkits ??= toolkits()) : toolkits(mockBinUrl);
}

function toolkits(mockBinUrl?: string): readonly Toolkit[] {
  const http = { mockBinUrl: () => mockBinUrl };
  const files = { filesDirectories: ['examples/seller-assistant'] };
  return [createCommonToolkit({ ...files, http }), createEcommerceToolkit({ http }), createTextToolkit()];
}

/** The tools for the notes of one engine; they are made when the first of them is used. */
export function notesOf(memory: MemoryRepository): Toolkit {
  const plain = (plainNotes ??= createMemoryToolkit({ memory }));
  let own: ReadonlyMap<string, ToolDefinition> | undefined;
  const create = (name: string): Tool => {
    own ??= new Map(createMemoryToolkit({ memory }).tools.map((tool) => [tool.name, tool]));
    return (own.get(name) as ToolDefinition).create();
  };
  return { ...plain, tools: plain.tools.map((tool) => ({ ...tool, create: () => create(tool.name) })) };
}

/** All models. @param model who answers for them; default: synthetic models. */
export function modelsOf(model?: (prices: PriceBook) => LanguageModel): ModelCatalog {
  const plain = (plainModels ??= createModelRegistry({
    providers: { '*': (prices) => new SyntheticModel({ prices }) },
  }));
  return model ? answeredBy(plain, model) : plain;
}

function answeredBy(plain: ModelRegistry, model: (prices: PriceBook) => LanguageModel): ModelCatalog {
  const catalog: ModelCatalog = {
    asOfNow: () => catalog,
    decide: (name) => plain.decide(name),
    list: () => plain.list(),
    // It refuses what is not allowed; what it opens else is not asked.
    open: (name) => plain.open(name) && model(plain.prices),
    countTokens: (name, text) => plain.countTokens(name, text),
    maxInputTokens: (request) => plain.maxInputTokens(request),
    maxChargeNanoUsd: (request) => plain.maxChargeNanoUsd(request),
    costFacts: plain.costFacts,
  };
  return catalog;
}
