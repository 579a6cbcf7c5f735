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
import { presentGraph, type GraphAnswer } from './present-graph.js';
import { presentTypes } from './present-types.js';

/** The answer of `POST /blueprints/validate`. */
export interface Judgement {
  /** True when it would be stored. */
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Null unless the document is sound. */
  readonly revision: string | null;
  /** Null unless the document is sound. */
  readonly capabilities: Capabilities | null;
  /** Node id to the JSON Schema of its output; null where the document cannot be read at all. */
  readonly types: Readonly<Record<string, JsonObject>> | null;
  /** Null where there is nothing to draw. */
  readonly graph: GraphAnswer | null;
}

/**
 * Judges any document.
 *
 * @param others the blueprints that it runs, at any depth: what they may do, it may do.
 */
export function judgeDocument(
  document: JsonValue,
  environment: CompileEnvironment,
  others: readonly CompiledBlueprint[] = [],
): Judgement {
  const inspection = inspectBlueprint(document, environment);
  const { compiled, diagnostics } = inspection;
  return {
    ok: compiled !== null,
    diagnostics,
    revision: compiled && compiled.revision,
    capabilities: compiled && capabilitiesOf(compiled, environment, others),
    types: presentTypes(inspection),
    graph: presentGraph(inspection),
  };
}
