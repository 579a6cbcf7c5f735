/** Writes blueprints in TypeScript and YAML. Gives plain data; cannot run anything. */
export {
  BlockBuilder,
  type LlmOptions,
  type LoopOptions,
  type Names,
  type NodeOptions,
  type RecursiveOptions,
} from './block-builder.js';
export { blueprint, BlueprintBuilder } from './blueprint-builder.js';
export { expression, type Expression, type Reference } from './reference.js';
export type { Authored } from './to-document.js';
export { fromYaml, locateDiagnostics, toYaml, type YamlResult } from './yaml.js';
export type { TextPlace } from './yaml-places.js';
