/** Tasks of Kestra as nodes. */
import type { JsonObject, JsonValue } from '@ice/core';
import type { KestraDagEntry, KestraRetry, KestraTask } from './kestra-flow.js';
import { decisionOf, failsWhen, listOf, nodeIdOf, templateOf, type PebblePlace } from './translate-pebble.js';

/** Where a task stands. */
export interface FlowPlace {
  readonly flowId: string;
  readonly items: readonly string[];
  /** The retry of the flow: it tries the failed task again. */
  readonly retry?: KestraRetry | undefined;
  /** The revision of the blueprint that was made from another flow. */
  readonly revisionOf: (flowId: string) => string;
}

/** By how much every pause of a flow is shortened. */
const haste = 50;

/** Tasks one after another: each waits for the one before it, and goes on when that failed but was allowed to. */
export function sequenceOf(tasks: readonly KestraTask[], place: FlowPlace): readonly JsonObject[] {
  const enabled = tasks.filter((task) => task.disabled !== true);
  return enabled.map((task, index) => {
    const before = enabled[index - 1];
    return { ...convertTask(task, place), ...(before && { dependencies: [nodeIdOf(before.id)] }) };
  });
}

/** One task as one node. */
export function convertTask(task: KestraTask, place: FlowPlace): JsonObject {
  const name = task.type.split('.').at(-1) as string;
  const convert = kinds[name];
  if (!convert) throw new Error(`tasks of type ${name}`);
  return { id: nodeIdOf(task.id), ...convert(task, place), ...failureFields(task, place, name) };
}

type Convert = (task: KestraTask, place: FlowPlace) => JsonObject;

const text: Convert = (task, place) => {
  const given = task.message ?? task.format ?? '';
  const fails = failsWhen(given);
  if (fails !== null) return { type: 'tool', tool_name: 'render_or_fail', tool_args: { fails: `{{ ${fails} }}` } };
  return { type: 'tool', tool_name: 'echo', tool_args: { value: templateOf(given, pebble(task, place)) } };
};

const sequential: Convert = (task, place) => ({ type: 'group', nodes: sequenceOf(tasksOf(task), place) });

const each: Convert = (task, place) => {
  const item = `item_${place.items.length}`;
  const inside = { ...place, items: [...place.items, item] };
  return {
    type: 'loop',
    items: listOf(task.values ?? task.value ?? []),
    item_var: item,
    concurrency: task.type.endsWith('EachParallel') ? 1_000 : (task.concurrencyLimit ?? 1) || 1_000,
    body: { nodes: sequenceOf(tasksOf(task), inside) },
  };
};

const parallel: Convert = (task, place) => ({
  type: 'parallel',
  branches: Object.fromEntries(
    tasksOf(task).map((inner) => [`b_${nodeIdOf(inner.id)}`, { nodes: [convertTask(inner, place)] }]),
  ),
  ...((task.concurrent ?? 0) > 0 && { concurrency: task.concurrent as number }),
});

const dag: Convert = (task, place) => ({
  type: 'group',
  nodes: ((task.tasks ?? []) as readonly KestraDagEntry[]).map((entry) => ({
    ...convertTask(entry.task, place),
    dependencies: (entry.dependsOn ?? []).map(nodeIdOf),
  })),
});

const ifTask: Convert = (task, place) => ({
  type: 'condition',
  expression: `{{ ${decisionOf(task.condition ?? '', pebble(task, place))} }}`,
  then: { nodes: sequenceOf(task.then ?? [], place) },
  ...(task.else && { else: { nodes: sequenceOf(task.else, place) } }),
});

/** Kestra fails a switch for which there is neither a case nor a default. */
const switchTask: Convert = (task, place) => ({
  type: 'condition',
  cases: Object.entries(task.cases ?? {}).map(([wanted, tasks]) => ({
    when: `{{ ${decisionOf(String(task.value), pebble(task, place))} == ${JSON.stringify(wanted)} }}`,
    block: { nodes: sequenceOf(tasks, place) },
  })),
  else: { nodes: task.defaults ? sequenceOf(task.defaults, place) : [raise(task, 'no-case')] },
});

const subflow: Convert = (task, place) => {
  if (task.flowId === undefined || task.flowId.includes('{{')) throw new Error('a flow whose name is not known before');
  const inputs = Object.entries(task.inputs ?? {}).map(([name, value]) => [
    name,
    templateOf(value, pebble(task, place)),
  ]);
  return { type: 'workflow', blueprint: place.revisionOf(task.flowId), inputs: Object.fromEntries(inputs) };
};

const sleep: Convert = (task) => ({
  type: 'tool',
  tool_name: 'sleep',
  tool_args: { ms: millisecondsOf(task.duration) / haste },
});

/** Waits for a time, or for somebody to go on, and then does what is in it; what is given on the way is its output. */
const pause: Convert = (task, place) => {
  const id = `own_${nodeIdOf(task.id)}_wait`;
  const signal = {
    signal: 'resume',
    answer_schema: answerOf(task),
    ...(task.timeout && { timeout_s: secondsOf(task.timeout) }),
  };
  const wait = { id, type: 'wait', ...(task.delay === undefined ? signal : { for_s: secondsOf(task.delay) }) };
  const inner = sequenceOf(tasksOf(task), place).map((node) => ({ dependencies: [id], ...node }));
  return { type: 'group', nodes: [wait, ...inner], ...(task.onResume && { output: `{{ nodes.${id} }}` }) };
};

function answerOf({ onResume = [] }: KestraTask): JsonObject {
  const required = onResume.filter((input) => input.required !== false).map((input) => input.id);
  return {
    type: 'object',
    required,
    properties: Object.fromEntries(onResume.map(({ id }) => [id, { type: 'string' }])),
  };
}

const values: Convert = (task, place) => ({
  type: 'tool',
  tool_name: 'echo',
  tool_args: {
    value: Object.fromEntries(
      Object.entries(task.values as Readonly<Record<string, string>>).map(([key, value]) => [
        key,
        templateOf(value, pebble(task, place)),
      ]),
    ),
  },
});

/** By the last word of the type. */
const kinds: Readonly<Record<string, Convert>> = {
  Return: text,
  Log: text,
  Echo: text,
  OutputValues: values,
  Sleep: sleep,
  Pause: pause,
  Fail: (task) => ({ type: 'fail', code: 'kestra-fail', message: `${task.id} failed.` }),
  Sequential: sequential,
  AllowFailure: sequential,
  ForEach: each,
  EachParallel: each,
  Parallel: parallel,
  Dag: dag,
  If: ifTask,
  Switch: switchTask,
  Subflow: subflow,
};

/** What becomes of a failure: retries, local handlers, and whether the flow goes on. Handlers run, and the task stays failed. */
function failureFields(task: KestraTask, place: FlowPlace, name: string): JsonObject {
  const allowed = task.allowFailure === true || name === 'AllowFailure';
  const retry = task.retry ?? (name === 'Fail' ? place.retry : undefined);
  const fields = retryOf(retry);
  if (task.errors === undefined) return { ...fields, ...(allowed && { on_error: 'continue' }) };
  const handlers = sequenceOf(task.errors, place);
  if (allowed) return { ...fields, on_error: { handle: { nodes: handlers } } };
  const last = handlers.at(-1)?.['id'] as JsonValue;
  const again = { ...raise(task, 'handled'), dependencies: [last] };
  return { ...fields, on_error: { handle: { nodes: [...handlers, again] } } };
}

function retryOf(retry: KestraRetry | undefined): JsonObject {
  if (retry === undefined) return {};
  if (retry.behavior === 'CREATE_NEW_EXECUTION') throw new Error('a retry that creates a new execution');
  if (retry.maxAttempt === undefined) throw new Error('a retry that is bounded by time only');
  const initial_ms = Math.ceil(millisecondsOf(retry.interval ?? retry.minInterval) / haste);
  return { retry: { on: '*', max_attempts: retry.maxAttempt, backoff: 'fixed', initial_ms, jitter: false } };
}

/** A node of our own that fails. */
function raise(task: KestraTask, code: string): JsonObject {
  return { id: `own_${nodeIdOf(task.id)}`, type: 'fail', code, message: `${task.id} failed.` };
}

function pebble(task: KestraTask, place: FlowPlace): PebblePlace {
  return { flowId: place.flowId, taskId: task.id, items: place.items };
}

function tasksOf(task: KestraTask): readonly KestraTask[] {
  return (task.tasks ?? []) as readonly KestraTask[];
}

function secondsOf(span: string): number {
  return millisecondsOf(span) / haste / 1_000;
}

/** Of a span such as `PT0.250S`. */
function millisecondsOf(span = 'PT0S'): number {
  return Number(/^PT([\d.]+)S$/.exec(span)?.[1] ?? unreadable(span)) * 1_000;
}

function unreadable(span: string): never {
  throw new Error(`a span like ${span}`);
}
