/** The kit of plugins: tools, providers of models and whole plugins as Nest classes, and the contracts to test them by. */
export { defineTool, runTool, type ToolExample, type ToolFacts, type ToolOptions, type ToolResult } from '@ice/tools';
export type { ToolContext, ToolDefinition, ToolEffect } from '@ice/core';
export { FailureError, type ModelContext, type ModelRequest } from '@ice/core';
export type { AdapterChunk, AdapterTokens, ModelAdapter, ModelAdapterClass } from './model/model-adapter.js';
export {
  ModelProvider,
  modelProviderFactsOf,
  type ModelFacts,
  type ModelProviderFacts,
} from './model/model-provider.decorator.js';
export { IceModule, pluginFactsOf, type PluginFacts } from './module/ice-module.js';
export { modelContract, type ModelContractOptions } from './testing/model-contract.js';
export type { SuiteFrame } from './testing/suite-frame.js';
export { toolContract, type ToolContractOptions } from './testing/tool-contract.js';
export type { ToolClass, ToolInstance } from './tool/tool-class.js';
export { toolOfClass } from './tool/tool-of-class.js';
export { Tool, toolFactsOf } from './tool/tool.decorator.js';
export { satisfiesRange } from './version/satisfies-range.js';
