/** Everything that can be told of a document without running or storing anything: for whoever is still writing it. */
import {
  capabilitiesOf,
  inspectBlueprint,
  type Capabilities,
  type CompiledBlueprint,
  type CompileEnvironment,
  type Diagnostic,
  type JsonObject,
  type JsonValue,
} from '@ice/core';
import type { CostDesk } from '../../governance/cost-desk.js';
import { presentCost, type CostAnswer } from '../../governance/present-cost.js';
import { presentGraph, type GraphAnswer } from '../present/present-graph.js';
import { presentTypes } from '../present/present-types.js';

/** The answer of `POST /blueprints/validate`. */
export interface Judgement {
  /** True when it would be stored. */
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Null unless the document is sound. */
  readonly revision: string | null;
  /** What an execution can cost. Null unless the document is sound, and while nobody knows the prices. */
  readonly cost: CostAnswer | null;
  /** Null unless the document is sound. */
  readonly capabilities: Capabilities | null;
  /** Node id to the JSON Schema of its output; null where the document cannot be read at all. */
  readonly types: Readonly<Record<string, JsonObject>> | null;
  /** Null where there is nothing to draw. */
  readonly graph: GraphAnswer | null;
}

/** What documents are judged by. */
export interface JudgementMeans {
  readonly environment: CompileEnvironment;
  /** The blueprints that it runs, at any depth: what they may do, it may do. */
  readonly others: readonly CompiledBlueprint[];
  readonly costs: CostDesk;
}

/** Judges any document. */
export function judgeDocument(document: JsonValue, { environment, others, costs }: JudgementMeans): Judgement {
  const inspection = inspectBlueprint(document, environment);
  const formula = inspection.compiled && costs.formulaOf(inspection.compiled, others);
  const compiled = formula?.ok ? inspection.compiled : null;
  const unbounded = formula?.ok === false ? formula.problems : [];
  const estimate = compiled && costs.estimateIfKnown(compiled);
  return {
    ok: compiled !== null,
    diagnostics: [...inspection.diagnostics, ...unbounded],
    revision: compiled && compiled.revision,
    cost: estimate && presentCost(estimate),
    capabilities: compiled && capabilitiesOf(compiled, environment, others),
    types: presentTypes(inspection),
    graph: presentGraph(inspection),
  };
}
