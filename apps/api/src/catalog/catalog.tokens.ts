/** The injection tokens of the catalog. Each stands for an interface of core. */

/** Provides `ToolCatalog`: the tools of this process. */
export const TOOL_CATALOG = Symbol('ToolCatalog');

/** Provides `ReloadingModels`, a `ModelCatalog`: the models of this process. */
export const MODEL_CATALOG = Symbol('ModelCatalog');

/** Provides `readonly Toolkit[]`: what the tools of this process belong to. */
export const TOOLKITS = Symbol('Toolkits');

/** Provides `CompileEnvironment`: what the compiler may know of this process. */
export const COMPILE_ENVIRONMENT = Symbol('CompileEnvironment');
