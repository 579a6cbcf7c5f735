/** The compiler: what the rest of core, and the packages above it, may use. */
export { interfaceOf, outlineOf, type BlueprintFault, type BlueprintInterface } from './blueprint-interface.js';
export { capabilitiesOf, secretNamesOf, type Capabilities } from './capabilities.js';
export { compileBlueprint, type CompileResult } from './compile-blueprint.js';
export { defaultCompileLimits, type CompileEnvironment, type CompileLimits } from './compile-environment.js';
export { inputsSchema } from './inputs-schema.js';
export type {
  AgentTool,
  CompiledAgent,
  CompiledBlock,
  CompiledBlueprint,
  CompiledCachePolicy,
  CompiledChild,
  CompiledEdge,
  CompiledMonitor,
  CompiledNode,
  ResolvedRetry,
} from './compiled-blueprint.js';
export {
  diagnosticCodes,
  type Diagnostic,
  type DiagnosticCode,
  type Fix,
  type PatchOperation,
} from './diagnostic/diagnostic.js';
export type { BlockDraft, DocumentDraft, NodeDraft } from './read/draft.js';
export { inspectBlueprint, type Inspection } from './inspect-blueprint.js';
export { referencedBlueprints } from './referenced-blueprints.js';
export { swarmPrompts, type SwarmBlock } from './assemble/swarm-block.js';
export { templateFields, type FieldForm } from './analyse/template-fields.js';
export type { DocumentTypes } from './typing/document-types.js';
export type { Site } from './analyse/visibility.js';
