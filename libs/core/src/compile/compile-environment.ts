/** What the compiler may know of the process: handed in, so that it stays pure. */
import type { CostFacts } from '../cost/cost-facts.js';
import type { ModelDecision } from '../model/language-model.js';
import type { ToolDescription } from '../tool/tool.js';
import type { BlueprintInterface } from './blueprint-interface.js';

/** Catalog and policies for one compilation. Every member answers at once and always the same. */
export interface CompileEnvironment {
  findTool(name: string): ToolDescription | undefined;
  /** All tool names, for "did you mean". */
  readonly toolNames: readonly string[];
  decideModel(name: string): ModelDecision;
  /** Full names of the models that may be used, for suggestions; a provider without a price list may allow more. */
  readonly modelNames: readonly string[];
  /** What calls of models cost, and how long their inputs may be. */
  readonly cost: CostFacts;
  /** The blueprint of a reference (`bp_…` or `sha256:…`); undefined where there is none. `referencedBlueprints` tells which ones a
   *  document asks for, so that they can be fetched before. */
  findBlueprint(reference: string): BlueprintInterface | undefined;
  readonly limits: CompileLimits;
}

/** Sizes above which a blueprint is refused. */
export interface CompileLimits {
  readonly maxNodes: number;
  readonly maxEdges: number;
  /** References to blueprints in one blueprint and in all that it runs, each counted once. */
  readonly maxBlueprints: number;
  /** Blocks inside blocks. */
  readonly maxNesting: number;
  /** At most this many findings are reported. */
  readonly maxDiagnostics: number;
}

/** The limits of promises, section 2. */
export const defaultCompileLimits: CompileLimits = {
  maxNodes: 10_000,
  maxEdges: 50_000,
  maxBlueprints: 100,
  maxNesting: 8,
  maxDiagnostics: 100,
};
