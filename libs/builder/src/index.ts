/** Writes blueprints in TypeScript and YAML. Gives plain data; cannot run anything. */
export { BlockBuilder, type Names } from './block-builder.js';
export { blueprint, BlueprintBuilder } from './blueprint-builder.js';
export type {
  AgentOptions,
  CodeOptions,
  HumanOptions,
  LlmOptions,
  LoopOptions,
  NodeOptions,
  RecursiveOptions,
  SwarmOptions,
  WaitOptions,
  WorkflowOptions,
} from './node-options.js';
export { expression, type Expression, type Reference } from './reference.js';
export type { Authored } from './to-document.js';
export { fromYaml, locateDiagnostics, toYaml, type YamlResult } from './yaml.js';
export type { TextPlace } from './yaml-places.js';
