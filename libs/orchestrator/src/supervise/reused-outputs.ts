/** Reads what a rerun uses again from the journal that it stands in. Gone with that journal: then everything runs again. */
import type { CompiledBlueprint, ExecutionRepository, JsonObject, JsonValue, RerunLink } from '@ice/core';
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
  const old = await executions.snapshot(link.execution_id);
  if (!old) return outputs;
  for (const { run } of planRerun(compiled, old, link, inputs).reused) {
    const { output, output_ref } = run;
    const text = output_ref && (await executions.payload(link.execution_id, output_ref.hash));
    if (text === null) continue;
    outputs.set(run.path, text === undefined ? (output ?? null) : (JSON.parse(text) as JsonValue));
  }
  return outputs;
}
