/** Opens executions. Whatever has state (scheduler, recorder, timers, tools, model sessions) is made here, by plain `new`, for one
 *  execution; whatever is shared (stores, catalogs, clock) is handed in and has none. */
import {
  IceError,
  parseUsd,
  sealJson,
  usdToNano,
  type Clock,
  type CompiledBlueprint,
  type EventFeed,
  type ExecutionEvent,
  type ExecutionHead,
  type ExecutionRepository,
  type JsonObject,
  type ModelCatalog,
  type ToolCatalog,
} from '@ice/core';
import { planBlueprint, type Plan } from './plan/plan.js';
import { schedulerKinds } from './node-kind/node-kinds.js';
import { Recorder } from './record/recorder.js';
import { ExecutionMeans } from './run/execution-means.js';
import { RunningExecution } from './run/running-execution.js';
import { SlotPool } from './run/slot-pool.js';
import { Scheduler } from './schedule/scheduler.js';

/** What all executions of a process share. */
export interface FactorySources {
  readonly executions: ExecutionRepository;
  readonly feed: EventFeed;
  readonly tools: ToolCatalog;
  readonly models: ModelCatalog;
  readonly clock: Clock;
  /** Attempts at a time in this process. Default: 256. */
  readonly slots?: SlotPool;
  /** Spreads retry delays; default full jitter. */
  readonly jitter?: (delayMs: number) => number;
}

/** One execution to open. */
export interface OpenRequest {
  readonly compiled: CompiledBlueprint;
  /** The head of an accepted execution (`acceptExecution`). */
  readonly head: ExecutionHead;
  /** Complete inputs: defaults filled in, judged by their schemas. */
  readonly inputs: JsonObject;
  /** What an earlier owner recorded after `execution.queued`, to go on from there. Default: nothing, a fresh start. */
  readonly history?: readonly ExecutionEvent[];
}

/** Makes running executions. */
export class ExecutionFactory {
  private readonly plans = new WeakMap<CompiledBlueprint, Plan>();
  private readonly sources: FactorySources;
  private readonly slots: SlotPool;

  constructor(sources: FactorySources) {
    this.sources = Object.freeze({ ...sources });
    this.slots = sources.slots ?? new SlotPool();
  }

  /**
   * A fresh execution, ready to `run()`. Dispose it: `await using execution = factory.open(…)`.
   * @throws IceError `inputs-invalid` for inputs that are no plain JSON.
   */
  open(request: OpenRequest): RunningExecution {
    const { compiled, head, inputs, history = [] } = request;
    const recorder = new Recorder(this.sources, head, head.fence, history.at(-1)?.at);
    const budget = head.budget_usd ?? compiled.blueprint.budget_usd;
    const scheduler = new Scheduler({
      plan: this.planOf(compiled),
      inputs: ownCopyOf(inputs),
      kinds: schedulerKinds,
      maxConcurrency: this.slots.size,
      facts: () => factsOf(recorder.head),
      jitter: this.sources.jitter ?? fullJitter,
    });
    const spent = (): number => parseUsd(recorder.head.cost_usd);
    const means = new ExecutionMeans(
      head.execution_id,
      this.sources,
      spent,
      budget === undefined ? null : usdToNano(budget),
    );
    const { clock } = this.sources;
    return new RunningExecution({
      scheduler,
      recorder,
      means,
      clock,
      slots: this.slots,
      history,
      timeoutMs: compiled.timeoutMs,
    });
  }

  private planOf(compiled: CompiledBlueprint): Plan {
    const plan = this.plans.get(compiled) ?? planBlueprint(compiled);
    this.plans.set(compiled, plan);
    return plan;
  }
}

/** The caller may go on changing what it gave; the execution does not notice. */
function ownCopyOf(inputs: JsonObject): JsonObject {
  const sealed = sealJson(inputs, Infinity);
  if (!sealed.ok) throw new IceError('inputs-invalid', sealed.message);
  return sealed.value as JsonObject;
}

function factsOf(head: ExecutionHead): JsonObject {
  const { input_tokens, output_tokens, cost_usd } = head.usage;
  return {
    id: head.execution_id,
    usage: { input_tokens, output_tokens, cost_usd: Number(cost_usd) },
  };
}

/** Anything from nothing to the whole delay: spreads a herd best. */
function fullJitter(delayMs: number): number {
  return Math.random() * delayMs;
}
