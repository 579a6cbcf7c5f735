/** Reads what a rerun uses again from the journal that it stands in. Gone with that journal: then everything runs again. */
import {
  applyEvent,
  canonicalJson,
  emptyState,
  snapshotOf,
  type CompiledBlueprint,
  type ExecutionRepository,
  type ExecutionSnapshot,
  type JsonObject,
  type JsonValue,
  type RerunLink,
} from '@ice/core';
import { planRerun, type RerunPlan } from './plan-rerun.js';

/** Outputs by the path of the node run that they stand in for. */
export type ReusedOutputs = ReadonlyMap<string, JsonValue>;

/** The plan of a rerun with these inputs. */
export function planOf(
  compiled: CompiledBlueprint,
  old: ExecutionSnapshot,
  link: RerunLink,
  inputs: JsonObject,
): RerunPlan {
  return planRerun(compiled, old, {
    fromNode: link.from_node ?? null,
    changedInputs: changedInputs(old.inputs, inputs),
    told: new Set(Object.keys(link.outputs ?? {})),
    reuses: link.reuse === 'upstream',
  });
}

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
  for (const { run } of planOf(compiled, snapshotOf(state), link, inputs).reused) {
    const { output, output_ref } = run;
    const text = output_ref && (await executions.payload(link.execution_id, output_ref.hash));
    if (text === null) continue;
    outputs.set(run.path, text === undefined ? (output ?? null) : (JSON.parse(text) as JsonValue));
  }
  return outputs;
}

function changedInputs(before: JsonObject, after: JsonObject): ReadonlySet<string> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const textOf = (value: JsonValue | undefined): string => (value === undefined ? '' : canonicalJson(value));
  return new Set([...names].filter((name) => textOf(before[name]) !== textOf(after[name])));
}
