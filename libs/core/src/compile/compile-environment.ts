/** What the compiler may know of the process: handed in, so that it stays pure. */
import type { ModelDecision } from '../model/language-model.js';
import type { ToolDescription } from '../tool/tool.js';

/** Catalog and policies for one compilation. Every member answers at once and always the same. */
export interface CompileEnvironment {
  findTool(name: string): ToolDescription | undefined;
  /** All tool names, for "did you mean". */
  readonly toolNames: readonly string[];
  decideModel(name: string): ModelDecision;
  /** Full names of the models that may be used, for suggestions; a provider without a price list may allow more. */
  readonly modelNames: readonly string[];
  readonly limits: CompileLimits;
}

/** Sizes above which a blueprint is refused. */
export interface CompileLimits {
  readonly maxNodes: number;
  readonly maxEdges: number;
  /** Blocks inside blocks. */
  readonly maxNesting: number;
  /** At most this many findings are reported. */
  readonly maxDiagnostics: number;
}

/** The limits of promises, section 2. */
export const defaultCompileLimits: CompileLimits = {
  maxNodes: 10_000,
  maxEdges: 50_000,
  maxNesting: 8,
  maxDiagnostics: 100,
};
