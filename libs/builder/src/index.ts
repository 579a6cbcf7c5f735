/** Writes blueprints in TypeScript and YAML. Gives plain data; cannot run anything. */
export type { AnyJson } from './any-json.js';
export type { ValueOf } from './authored-value.js';
export { BlockBuilder, type Case } from './block-builder.js';
export { blueprint, BlueprintBuilder, type Monitor } from './blueprint-builder.js';
export type { Condition, Given, Text } from './given.js';
export type { Names, Scope } from './names.js';
export type {
  AgentOptions,
  CodeOptions,
  ConditionOptions,
  FailOptions,
  HumanOptions,
  LlmOptions,
  LoopOptions,
  NodeOptions,
  ParallelOptions,
  RecursiveOptions,
  SchemaLiteral,
  SwarmOptions,
  ToolOptions,
  WaitOptions,
  WorkflowOptions,
} from './node-options.js';
export { expression, type AnyReference, type Reference, type StandsFor } from './reference.js';
export type { SchemaValue } from './schema-value.js';
export type { Authored } from './to-document.js';
// All of it, and not by name: `ToolCatalog` can be added to from outside only so.
export * from './tool-catalog.js';
export { toolTypesText, type DescribedTool } from './tool-types-text.js';
export type { WrittenBlock } from './written-block.js';
export { fromYaml, locateDiagnostics, toYaml, type YamlResult } from './yaml.js';
export type { TextPlace } from './yaml-places.js';
