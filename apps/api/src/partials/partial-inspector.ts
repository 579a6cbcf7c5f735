/** What the compiler has to say of a document that may be half finished: what is wrong, what is missing, what could come next. */
import { Inject, Injectable } from '@nestjs/common';
import {
  inspectBlueprint,
  pendingInputs,
  suggestEdits,
  type CompileEnvironment,
  type CompileResult,
  type Diagnostic,
  type JsonObject,
  type PendingInput,
  type Suggestion,
  type Tenant,
} from '@ice/core';
import { BlueprintCompiler } from '../blueprints/compile/blueprint-compiler.js';
import { CostDesk } from '../governance/cost-desk.js';
import { presentCost, type CostAnswer } from '../governance/present-cost.js';

/** What keeps a document from being finished, and what it would cost. */
export interface UnfinishedParts {
  readonly diagnostics: readonly Diagnostic[];
  /** Values that are still to be given, each with what could give it. */
  readonly pending: readonly PendingInput[];
  /** What an execution can cost; null unless the document is sound, and while nobody knows the prices. */
  readonly cost: CostAnswer | null;
}

@Injectable()
export class PartialInspector {
  constructor(
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
    @Inject(CostDesk) private readonly costs: CostDesk,
  ) {}

  /** What the document is judged in: also what it becomes by an edit that names no other blueprint. */
  async environmentOf(tenant: Tenant, document: JsonObject): Promise<CompileEnvironment> {
    return (await this.compiler.prepare(tenant, document)).environment;
  }

  /** The compiled blueprint, or everything that keeps it from being one. */
  async judge(tenant: Tenant, document: JsonObject): Promise<CompileResult> {
    const result = await this.compiler.judge(tenant, document);
    return result.ok ? result : { ok: false, diagnostics: tellEmpty(document, result.diagnostics) };
  }

  /** What is wrong, and what is missing. */
  async inspect(tenant: Tenant, document: JsonObject): Promise<UnfinishedParts> {
    const { environment, others } = await this.compiler.prepare(tenant, document);
    const inspection = inspectBlueprint(document, environment);
    const { compiled } = inspection;
    const formula = compiled && this.costs.formulaOf(compiled, others);
    const unbounded = formula?.ok === false ? formula.problems : [];
    const diagnostics = [...tellEmpty(document, inspection.diagnostics), ...unbounded];
    // A change has been stored by now, so its answer cannot be a refusal.
    const estimate = compiled && formula?.ok ? this.costs.estimateIfKnown(compiled) : null;
    const cost = estimate && presentCost(estimate);
    return { diagnostics, pending: pendingInputs(document, inspection), cost };
  }

  /** What could be done next, the likeliest first. */
  async suggest(tenant: Tenant, document: JsonObject): Promise<readonly Suggestion[]> {
    return suggestEdits(document, await this.environmentOf(tenant, document));
  }
}

function isEmpty({ nodes }: JsonObject): boolean {
  return nodes === undefined || (Array.isArray(nodes) && nodes.length === 0);
}

/** The schema speaks of the length of a list; whoever has just begun is better told what to do. */
function tellEmpty(document: JsonObject, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return isEmpty(document) ? diagnostics.map(nameEmpty) : diagnostics;
}

function nameEmpty(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.pointer !== '/nodes') return diagnostic;
  const hint = 'Add one: {"action": "add_node", "node": {"type": "tool", "tool_name": "echo"}}.';
  return { ...diagnostic, code: 'empty-blueprint', message: 'There is no node yet.', hint };
}
