/** What the compiler may know of this process: fixed for its life, so that a compiled blueprint stays true. */
import { defaultCompileLimits, type CompileEnvironment, type ModelCatalog, type ToolCatalog } from '@ice/core';

/** The environment of every compilation, without blueprints. */
export function createCompileEnvironment(tools: ToolCatalog, models: ModelCatalog): CompileEnvironment {
  return Object.freeze({
    findTool: (name: string) => tools.find(name),
    toolNames: tools.list().map(({ name }) => name),
    decideModel: (name: string) => models.decide(name),
    modelNames: models.list().map(({ name }) => name),
    cost: models.costFacts,
    // Stored blueprints differ from document to document: `BlueprintCompiler.prepare` puts them in.
    findBlueprint: () => undefined,
    limits: defaultCompileLimits,
  });
}
