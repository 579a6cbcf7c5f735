/** What the compiler may know of this process. Fixed for its life but for the models, which change with the operator's prices: then `cost`
 *  is another object, and what was compiled before is compiled anew. */
import { defaultCompileLimits, type CompileEnvironment, type ModelCatalog, type ToolCatalog } from '@ice/core';

/** The environment of every compilation, without blueprints. */
export function createCompileEnvironment(tools: ToolCatalog, models: ModelCatalog): CompileEnvironment {
  return Object.freeze({
    findTool: (name: string) => tools.find(name),
    toolNames: tools.list().map(({ name }) => name),
    decideModel: (name: string) => models.decide(name),
    get modelNames() {
      return models.list().map(({ name }) => name);
    },
    get cost() {
      return models.costFacts;
    },
    // Stored blueprints differ from document to document: `BlueprintCompiler.prepare` puts them in.
    findBlueprint: () => undefined,
    limits: defaultCompileLimits,
  });
}
