/** The compiler: what the rest of core, and the packages above it, may use. */
export { compileBlueprint, type CompileResult } from './compile-blueprint.js';
export { defaultCompileLimits, type CompileEnvironment, type CompileLimits } from './compile-environment.js';
export type {
  CompiledBlock,
  CompiledBlueprint,
  CompiledEdge,
  CompiledNode,
  ResolvedRetry,
} from './compiled-blueprint.js';
export { diagnosticCodes, type Diagnostic, type DiagnosticCode, type Fix, type PatchOperation } from './diagnostic.js';
