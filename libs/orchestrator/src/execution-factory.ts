/** Opens executions. Whatever has state (scheduler, recorder, timers, tools, model sessions) is made here, by plain `new`, for one
 *  execution; whatever is shared (stores, catalogs, clock) is handed in and has none. */
import {
  firstFence,
  IceError,
  OwnSpending,
  ownerOf,
  parseUsd,
  sealJson,
  type BudgetLedger,
  type BudgetPolicy,
  type CacheRepository,
  type Clock,
  type CodeSandbox,
  type CompiledBlueprint,
  type CompiledNode,
  type EventFeed,
  type ExecutionEvent,
  type ExecutionHead,
  type ExecutionRepository,
  type Failure,
  type JsonObject,
  type MemoryRepository,
  type ModelCatalog,
  type ToolCatalog,
} from '@ice/core';
import { AttemptCache } from './cache/attempt-cache.js';
import { schedulerKinds } from './node-kind/node-kinds.js';
import { nodesOf } from './plan/nodes-of.js';
import { planBlueprint, type Plan } from './plan/plan.js';
import { Recorder } from './record/recorder.js';
import type { AttemptRelay, RelayedAttempt, RelayedEnd } from './run/attempt/attempt-relay.js';
import { makeRelayed } from './run/attempt/make-relayed.js';
import { SlotPool } from './run/attempt/slot-pool.js';
import type { ChildExecutions } from './run/child-executions.js';
import { ExecutionMeans, type MeansOwner } from './run/execution-means.js';
import type { Parking } from './run/parking.js';
import { PurseAccounts } from './run/purse/purse-accounts.js';
import { Purse } from './run/purse/purse.js';
import { RecordedChildren } from './run/recorded-children.js';
import { RunningExecution } from './run/running-execution.js';
import type { ReusedOutputs } from './schedule/scheduler-options.js';
import { Scheduler } from './schedule/scheduler.js';
import { ExecutionSecrets, noSecrets, type SecretSource } from './secret/execution-secrets.js';
import { maskedChildren } from './secret/masked-children.js';
import { holdersAbove, secretNamesIn, type AncestrySources } from './secret/secret-ancestry.js';

/** What all executions of a process share. */
export interface FactorySources {
  readonly executions: ExecutionRepository;
  readonly feed: EventFeed;
  readonly tools: ToolCatalog;
  readonly models: ModelCatalog;
  readonly clock: Clock;
  readonly sandbox: CodeSandbox;
  /** Outputs that may be used again. */
  readonly cache: CacheRepository;
  /** What agents remember. */
  readonly memory: MemoryRepository;
  /** Promises the money of model calls. */
  readonly ledger: BudgetLedger;
  /** Knows the limits above an execution. */
  readonly budgets: BudgetPolicy;
  /** Attempts at a time in this process. Default: 256. */
  readonly slots?: SlotPool;
  /** Makes attempts for which no slot is free. Default: they wait. */
  readonly relay?: AttemptRelay;
  /** Default: none can be had. */
  readonly secrets?: SecretSource;
  /** Finds what the executions above a child run. */
  readonly compiledOf: AncestrySources['compiledOf'];
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
  /** What an earlier owner recorded after `execution.queued`, as `takeOver` gives it, to go on from there. Default: nothing, a fresh
   *  start. */
  readonly history?: readonly ExecutionEvent[];
  /** What its journal has come to, where `history` is not all of it. */
  readonly spending?: OwnSpending;
  /** Its children by its journal, where `history` is not all of it. */
  readonly childIds?: RecordedChildren;
  /** Something was reserved for it at its start. Default: nothing. */
  readonly isReserved?: boolean;
  /** The worker that takes it from the line: it is that one's with the first append, which one of several gets through, and before which
   *  nothing begins. Default: it has an owner. */
  readonly claimant?: string;
  /** Outputs that a rerun uses again; default none. */
  readonly reused?: ReusedOutputs;
  /** Default: children fail, since nobody supervises them. */
  readonly children?: ChildExecutions;
  /** Default: it stays in memory while it waits. */
  readonly parking?: Parking;
}

const nobodySupervises: Failure = {
  code: 'engine-fault',
  message: 'Nobody here supervises child executions.',
  retryable: false,
};

const unsupervised: Required<Pick<OpenRequest, 'children' | 'parking'>> = Object.freeze({
  children: Object.freeze({
    run: () => Promise.resolve({ ok: false as const, failure: nobodySupervises }),
    cancel: () => Promise.resolve(),
    raise: () => Promise.resolve(),
  }),
  parking: Object.freeze({ afterMs: Infinity, wakeAt: () => Promise.resolve() }),
});

/** Whoever gave an attempt away has paid for it before. */
const paidByOwner: Pick<Purse, 'take'> = Object.freeze({
  take: () => Promise.reject(new Error('An attempt is paid for by the owner of its execution.')),
});

/** Makes running executions. */
export class ExecutionFactory {
  private readonly plans = new WeakMap<CompiledBlueprint, Plan>();
  private readonly nodes = new WeakMap<CompiledBlueprint, ReadonlyMap<string, CompiledNode>>();
  private readonly sources: FactorySources;
  private readonly slots: SlotPool;
  private readonly cache: AttemptCache;

  constructor(sources: FactorySources) {
    this.sources = Object.freeze({ ...sources });
    this.slots = sources.slots ?? new SlotPool();
    this.cache = new AttemptCache(sources.cache, sources.clock);
  }

  /**
   * A fresh execution, ready to `run()`. Dispose it: `await using execution = factory.open(…)`.
   * @throws IceError `inputs-invalid` for inputs that are no plain JSON.
   */
  open(request: OpenRequest): RunningExecution {
    const { compiled, head, history = [], children, parking } = { ...unsupervised, ...request };
    const secrets = this.secretsOf(compiled, head.execution_id, head.parent?.depth ?? 0);
    const recorder = new Recorder(this.sources, head, head.fence, history.at(-1)?.at, secrets.mask);
    const { clock } = this.sources;
    const { timeoutMs, pins } = compiled;
    return new RunningExecution({
      ...{ recorder, clock, history, timeoutMs, pins, parking },
      childIds: request.childIds ?? new RecordedChildren(history),
      children: maskedChildren(children, secrets),
      scheduler: this.schedulerOf(request, recorder),
      ...this.paidMeansOf(request, recorder, secrets),
      slots: this.slots,
      relay: this.sources.relay ?? null,
    });
  }

  /** Keeps the values of secret inputs of an execution that is about to be accepted. @throws IceError `secret-key-missing`. */
  keepSecretInputs(executionId: string, values: Readonly<Record<string, string>>): Promise<void> {
    return (this.sources.secrets ?? noSecrets).inputs.keep(executionId, values);
  }

  /**
   * Makes an attempt for the worker that owns its execution.
   * @throws IceError `engine-fault` for an attempt of a node that the blueprint does not have.
   */
  makeRelayed(compiled: CompiledBlueprint, relayed: RelayedAttempt, signal: AbortSignal): Promise<RelayedEnd> {
    const { executionId: execution_id, blueprintId, pointer, depth } = relayed;
    const { blueprint, revision } = compiled;
    const node = this.nodesIn(compiled).get(pointer);
    if (!node) throw new IceError('engine-fault', `The revision ${revision} has no node at ${pointer}.`);
    const secrets = this.secretsOf(compiled, execution_id, depth);
    const owner = { execution_id, blueprint_id: blueprintId, revision, name: blueprint.name, secrets };
    return makeRelayed(relayed, node, this.meansOf(owner, paidByOwner), signal);
  }

  private nodesIn(compiled: CompiledBlueprint): ReadonlyMap<string, CompiledNode> {
    const nodes = this.nodes.get(compiled) ?? nodesOf(compiled);
    this.nodes.set(compiled, nodes);
    return nodes;
  }

  private schedulerOf({ compiled, head, inputs, reused, claimant }: OpenRequest, recorder: Recorder): Scheduler {
    return new Scheduler({
      plan: this.planOf(compiled),
      executionId: head.execution_id,
      depth: head.parent?.depth ?? 0,
      reused: reused ?? new Map(),
      rerunOf: head.rerun?.execution_id ?? '',
      inputs: ownCopyOf(inputs),
      budgetUsd: head.budget_usd ?? compiled.blueprint.budget_usd ?? null,
      spent: () => parseUsd(recorder.head.cost_usd),
      kinds: schedulerKinds,
      maxConcurrency: () => this.slots.size + (this.sources.relay?.width ?? 0),
      facts: () => factsOf(recorder.head),
      jitter: this.sources.jitter ?? fullJitter,
      ...(claimant !== undefined && { claimant }),
    });
  }

  private paidMeansOf(request: OpenRequest, recorder: Recorder, secrets: ExecutionSecrets) {
    const purse = this.purseOf(request, recorder);
    return { purse, means: this.meansOf({ ...request.head, secrets }, purse) };
  }

  private meansOf(owner: MeansOwner, purse: Pick<Purse, 'take'>): ExecutionMeans {
    // What a call may cost is reserved by the prices that it is charged by, whatever an operator changes meanwhile.
    const sources = { ...this.sources, models: this.sources.models.asOfNow(), cache: this.cache };
    return new ExecutionMeans(owner, sources, purse);
  }

  private purseOf({ compiled, head, history = [], spending, isReserved }: OpenRequest, recorder: Recorder): Purse {
    const { ledger, clock } = this.sources;
    const own = { head: () => recorder.head, blueprintBudgetUsd: compiled.blueprint.budget_usd ?? null };
    return new Purse({
      ...{ ledger, clock, executionId: head.execution_id },
      accounts: new PurseAccounts(this.sources, own, history),
      spending: spending ?? new OwnSpending(history),
      isTakenOver: history.length > 0 || head.fence > firstFence,
      isReserved: isReserved ?? false,
    });
  }

  private secretsOf(compiled: CompiledBlueprint, executionId: string, depth: number): ExecutionSecrets {
    const above = depth === 0 ? null : () => holdersAbove(this.sources, executionId);
    const owner = { tenant: ownerOf(executionId), executionId, names: secretNamesIn(compiled), above };
    return new ExecutionSecrets(owner, this.sources.secrets ?? noSecrets);
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
