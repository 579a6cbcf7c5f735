/** What is asked for when an execution starts, and how its journal begins. */
import type { CompiledBlueprint, EventData, JsonObject, ParentLink, RerunLink } from '@ice/core';

/** An execution to start. Its revision is stored: only then can another process find it again. */
export interface StartRequest {
  /** Default: a new id. One that was given out before is refused. */
  readonly executionId?: string;
  readonly compiled: CompiledBlueprint;
  readonly blueprintId: string | null;
  /** Complete: defaults are filled in, and the values judged. */
  readonly inputs: JsonObject;
  readonly tags?: readonly string[];
  /** What it may cost; wins over the blueprint. */
  readonly budgetUsd?: number;
  readonly parent?: ParentLink;
  readonly rerun?: RerunLink;
}

/** `execution.queued` for a worker. */
export function queuedFacts(request: StartRequest, worker: string): EventData['execution.queued'] {
  const { compiled, blueprintId, inputs, tags, budgetUsd, parent, rerun } = request;
  const { blueprint, revision, pins } = compiled;
  return {
    name: blueprint.name,
    revision,
    inputs,
    worker,
    ...(blueprintId !== null && { blueprint_id: blueprintId }),
    ...(tags && { tags }),
    ...(budgetUsd !== undefined && { budget_usd: budgetUsd }),
    ...(parent && { parent }),
    ...(rerun && { rerun }),
    ...(Object.keys(pins).length > 0 && { pins }),
  };
}
