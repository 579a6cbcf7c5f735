/** What is asked for when an execution starts, and how its journal begins. */
import type { CompiledBlueprint, EventData, JsonObject, NanoUsd, ParentLink, RerunLink } from '@ice/core';

/** An execution to start. Its revision is stored: only then can another process find it again. */
export interface StartRequest {
  /** A new id, minted for the tenant whose execution it is. One that was given out before is refused. */
  readonly executionId: string;
  readonly compiled: CompiledBlueprint;
  readonly blueprintId: string | null;
  /** Complete: defaults are filled in, and the values judged. Secret ones show labels. */
  readonly inputs: JsonObject;
  /** The values of secret inputs by name, kept before the execution is accepted. Default: there are none. */
  readonly secretInputs?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  /** What it may cost; wins over the blueprint. */
  readonly budgetUsd?: number;
  /** What is reserved for it before it is accepted, in nano-USD. Default: nothing. Not for a child, which draws from what its parents have. */
  readonly reserve?: NanoUsd;
  /** The API key in whose name it starts; absent where none was needed. */
  readonly keyId?: string;
  readonly parent?: ParentLink;
  readonly rerun?: RerunLink;
}

/** `execution.queued` for a worker; without one it waits in line for whoever takes it. */
export function queuedFacts(request: StartRequest, worker?: string): EventData['execution.queued'] {
  const { compiled, blueprintId, inputs, tags, keyId, parent, rerun } = request;
  const { blueprint, revision, pins } = compiled;
  const budget_usd = request.budgetUsd ?? blueprint.budget_usd;
  return {
    name: blueprint.name,
    revision,
    inputs,
    ...(worker !== undefined && { worker }),
    ...(blueprintId !== null && { blueprint_id: blueprintId }),
    ...(tags && { tags }),
    ...(budget_usd !== undefined && { budget_usd }),
    ...(keyId !== undefined && { key_id: keyId }),
    ...(parent && { parent }),
    ...(rerun && { rerun }),
    ...(Object.keys(pins).length > 0 && { pins }),
  };
}
