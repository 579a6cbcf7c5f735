/** A flow of Kestra as a blueprint: one node for each task, wrappers too, so that node runs may be counted as Kestra counts task runs.
 *  Nodes that have no task behind them, such as one that raises a failure again, begin with `own_` and are not counted. */
import type { JsonObject, JsonValue } from '@ice/core';
import { documentOf } from '../start-engine.js';
import type { KestraFlow, KestraTask } from './kestra-flow.js';
import { templateOf } from './translate-pebble.js';
import { convertTask, sequenceOf, type FlowPlace } from './convert-task.js';

/** Converts a flow, or throws what about it is not known here. The flows that it runs are blueprints already. */
export function blueprintOfFlow(flow: KestraFlow, revisionOf: FlowPlace['revisionOf']): JsonObject {
  for (const field of ['concurrency', 'variables'] as const) {
    if (flow[field] !== undefined) throw new Error(`${field} of a flow`);
  }
  const place: FlowPlace = { flowId: flow.id, items: [], retry: flow.retry, revisionOf };
  const { errors } = flow;
  return documentOf(sequenceOf(flow.tasks, place), {
    inputs: Object.fromEntries((flow.inputs ?? []).map((input) => [input.id, schemaOf(input)])),
    ...timeoutOf(flow),
    ...(flow.outputs && { outputs: outputsOf(flow) }),
    ...(errors && { finally: { nodes: ifFailed(errors, place) } }),
  });
}

type FlowInput = NonNullable<KestraFlow['inputs']>[number];

/** An input that is not given is not defined there, and null here. */
function schemaOf({ type, defaults }: FlowInput): JsonValue {
  if (type === 'BOOLEAN') return { type: 'boolean' };
  if (type !== 'STRING') throw new Error(`inputs of type ${type}`);
  return defaults === undefined ? { type: ['string', 'null'], default: null } : { type: 'string', default: defaults };
}

function outputsOf({ id, outputs = [] }: KestraFlow): JsonObject {
  const place = { flowId: id, taskId: '', items: [] };
  return Object.fromEntries(outputs.map((output) => [output.id, templateOf(output.value, place)]));
}

/** An agreement on the time is a limit; one on a condition has nothing that it could be here. */
function timeoutOf({ sla = [] }: KestraFlow): JsonObject {
  if (sla.some(({ type, behavior }) => type !== 'MAX_DURATION' || behavior !== 'FAIL'))
    throw new Error('an SLA on a condition');
  const [{ duration } = { duration: undefined }] = sla;
  return duration === undefined ? {} : { timeout_s: Number(/^PT(\d+)S$/.exec(String(duration))?.[1]) };
}

/** The handlers of the whole flow: they run when the rest has failed, and change nothing about that. */
function ifFailed(tasks: readonly KestraTask[], place: FlowPlace): readonly JsonObject[] {
  const when = '{{ execution.status == "failed" }}';
  const nodes = tasks.filter((task) => task.disabled !== true).map((task) => convertTask(task, place));
  return nodes.map((node, index) => {
    const before = nodes[index - 1]?.['id'];
    return { ...node, when, ...(before !== undefined && { dependencies: [before] }) };
  });
}
