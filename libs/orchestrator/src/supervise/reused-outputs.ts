/** Reads what a rerun uses again from the journal that it stands in. Gone with that journal: then everything runs again. */
import {
  applyEvent,
  emptyState,
  snapshotOf,
  type CompiledBlueprint,
  type ExecutionRepository,
  type JsonObject,
  type JsonValue,
  type RerunLink,
} from '@ice/core';
import type { ReusedOutputs } from '../schedule/scheduler-options.js';
import { planRerun } from '../rerun/plan-rerun.js';

/** The outputs that a rerun uses again. */
export async function reusedOutputs(
  executions: ExecutionRepository,
  compiled: CompiledBlueprint,
  link: RerunLink,
  inputs: JsonObject,
): Promise<ReusedOutputs> {
  const outputs = new Map<string, JsonValue>(Object.entries(link.outputs ?? {}));
  const state = emptyState(link.execution_id);
  for await (const event of executions.journal(link.execution_id)) applyEvent(state, event);
  for (const { run } of planRerun(compiled, snapshotOf(state), link, inputs).reused) {
    const { output, output_ref } = run;
    const text = output_ref && (await executions.payload(link.execution_id, output_ref.hash));
    if (text === null) continue;
    outputs.set(run.path, text === undefined ? (output ?? null) : (JSON.parse(text) as JsonValue));
  }
  return outputs;
}
