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
} from '@ice/core';
import { BlueprintCompiler } from '../blueprints/blueprint-compiler.js';
import { COMPILE_ENVIRONMENT } from '../catalog/catalog.tokens.js';

/** What keeps a document from being finished. */
export interface UnfinishedParts {
  readonly diagnostics: readonly Diagnostic[];
  /** Values that are still to be given, each with what could give it. */
  readonly pending: readonly PendingInput[];
}

@Injectable()
export class PartialInspector {
  constructor(
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
    @Inject(COMPILE_ENVIRONMENT) private readonly environment: CompileEnvironment,
  ) {}

  /** The compiled blueprint, or everything that keeps it from being one. */
  judge(document: JsonObject): CompileResult {
    const result = this.compiler.judge(document);
    return result.ok ? result : { ok: false, diagnostics: tellEmpty(document, result.diagnostics) };
  }

  /** What is wrong, and what is missing. */
  inspect(document: JsonObject): UnfinishedParts {
    const inspection = inspectBlueprint(document, this.environment);
    const diagnostics = tellEmpty(document, inspection.diagnostics);
    return { diagnostics, pending: pendingInputs(document, inspection) };
  }

  /** What could be done next, the likeliest first. */
  suggest(document: JsonObject): readonly Suggestion[] {
    return suggestEdits(document, this.environment);
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
