/** The real engine on the memory store: compile a document, run it, look at what was recorded. Only the models are scripted. */
import {
  AnswerRepository,
  applyEvent,
  CacheRepository,
  CancelRequestRepository,
  compileBlueprint,
  defaultCompileLimits,
  defaultTenant,
  emptyState,
  ExecutionRepository,
  interfaceOf,
  MemoryRepository,
  resolveInputs,
  snapshotOf,
  WakeUpRepository,
  type AnswerAddress,
  type BudgetLedger,
  type BudgetPolicy,
  type BlueprintInterface,
  type Clock,
  type CodeSandbox,
  type CompiledBlueprint,
  type CompileEnvironment,
  type ExecutionQueue,
  type ExecutionEvent,
  type ExecutionHead,
  type ExecutionSnapshot,
  type IdSource,
  type JsonObject,
  type JsonValue,
  type LanguageModel,
  type ModelCatalog,
  type SignalAnswer,
  type Store,
  type StreamPayload,
  type ToolDefinition,
} from '@ice/core';
import type { PriceBook } from '@ice/models';
import {
  acceptExecution,
  ExecutionFactory,
  ExecutionSupervisor,
  type AttemptRelay,
  type RunningExecution,
  type SecretSource,
  type StartRequest,
  SlotPool,
  takeOver,
} from '@ice/orchestrator';
import { QuickJsSandbox } from '@ice/sandbox';
import { InProcessFeed, MemoryLedger, MemoryStore, SystemClock, UlidSource } from '@ice/storage';
import { defineToolkit, ToolRegistry } from '@ice/tools';
import { modelsOf, notesOf, toolkitsOf } from './shared-definitions.js';
import { SimpleBudgets } from './simple-budgets.js';

/** What a test may put in place of the defaults. */
export interface EngineOptions {
  readonly tools?: readonly ToolDefinition[];
  readonly clock?: Clock;
  readonly store?: Store;
  readonly slots?: number;
  /** Makes attempts for which no slot is free. Default: they wait. */
  readonly relay?: AttemptRelay;
  /** Waits that end by themselves within this time are waited for in memory, in ms. Default: 5,000. */
  readonly parkAfterMs?: number;
  /** Who answers for every provider. Default: synthetic models. */
  readonly model?: (prices: PriceBook) => LanguageModel;
  /** Where `mock://bin` leads. */
  readonly mockBinUrl?: string;
  /** Default: one in memory. */
  readonly ledger?: BudgetLedger;
  /** Levels above the executions. Default: none. */
  readonly budgets?: BudgetPolicy;
  /** Where secrets come from. Default: there are none. */
  readonly secrets?: SecretSource;
  /** Where ids come from. Default: ULIDs. */
  readonly ids?: IdSource;
  /** Where code runs. Default: one for all engines of the test file, which starts nothing before the first program. */
  readonly sandbox?: CodeSandbox;
}

const sharedSandbox = new QuickJsSandbox();

/** How an execution went. */
export interface Played {
  readonly head: ExecutionHead;
  readonly snapshot: ExecutionSnapshot;
  readonly events: readonly ExecutionEvent[];
}

/** An engine of one test. */
export class Engine {
  readonly feed = new InProcessFeed();
  readonly store: Store;
  readonly clock: Clock;
  readonly executions: ExecutionRepository;
  readonly factory: ExecutionFactory;
  /** What its documents are compiled with. */
  readonly environment: CompileEnvironment;
  readonly answers: AnswerRepository;
  readonly cancelRequests: CancelRequestRepository;
  readonly supervisor: ExecutionSupervisor;
  readonly ledger: BudgetLedger;
  private readonly budgets: BudgetPolicy;
  /** What the supervisor had to tell. */
  readonly told: string[] = [];
  private readonly compiled = new Map<string, CompiledBlueprint>();
  private readonly ids: IdSource;
  private readonly tools: ToolRegistry;
  private readonly models: ModelCatalog;

  constructor(options: EngineOptions = {}) {
    this.store = options.store ?? new MemoryStore();
    this.clock = options.clock ?? new SystemClock();
    this.ids = options.ids ?? new UlidSource();
    this.ledger = options.ledger ?? new MemoryLedger();
    this.budgets = options.budgets ?? new SimpleBudgets();
    this.executions = new ExecutionRepository(this.store);
    const own = defineToolkit({ name: 'test', description: 'Tools of this test.', tools: options.tools ?? [] });
    const memory = new MemoryRepository(this.store, this.clock, this.ids);
    this.tools = new ToolRegistry([...toolkitsOf(options.mockBinUrl), notesOf(memory), own]);
    this.models = modelsOf(options.model);
    this.environment = {
      findTool: (name) => this.tools.find(name),
      toolNames: this.tools.list().map((tool) => tool.name),
      decideModel: (name) => this.models.decide(name),
      modelNames: this.models.list().map((model) => model.name),
      cost: this.models.costFacts,
      findBlueprint: (reference) => this.interfaceOf(reference),
      limits: defaultCompileLimits,
    };
    this.factory = new ExecutionFactory({
      executions: this.executions,
      feed: this.feed,
      tools: this.tools,
      models: this.models,
      clock: this.clock,
      sandbox: options.sandbox ?? sharedSandbox,
      cache: new CacheRepository(this.store, this.clock, this.ids, 'test'),
      memory,
      ...{ ledger: this.ledger, budgets: this.budgets },
      compiledOf: (_tenant, revision) => Promise.resolve(this.compiled.get(revision) ?? null),
      ...(options.secrets && { secrets: options.secrets }),
      ...(options.relay && { relay: options.relay }),
      slots: new SlotPool(options.slots ?? 256),
      jitter: (delayMs) => delayMs,
    });
    this.answers = new AnswerRepository(this.store, this.ids);
    this.cancelRequests = new CancelRequestRepository(this.store, this.ids);
    this.supervisor = this.supervise(options.parkAfterMs);
  }

  /** A supervisor over this engine's store, in the name of a worker, or of none. Several are several processes, which may share a line. */
  supervise(parkAfterMs?: number, worker: string | null = 'wk_test', queue?: ExecutionQueue): ExecutionSupervisor {
    const { executions, answers, factory, feed, clock, ledger, budgets } = this;
    const supervisor = new ExecutionSupervisor({
      ...{ executions, answers, factory, feed, clock, ledger, budgets },
      cancelRequests: this.cancelRequests,
      wakeUps: new WakeUpRepository(this.store, this.ids),
      compiledOf: (_tenant, revision) => Promise.resolve(this.compiled.get(revision) ?? null),
      tell: (message) => void this.told.push(message),
      ...(parkAfterMs !== undefined && { parkAfterMs }),
      ...(queue && { queue }),
    });
    if (worker !== null) supervisor.actAs(worker);
    return supervisor;
  }

  /** For an execution of this engine, whose tenant is the default one. */
  newId(): string {
    return this.ids.next('ex', defaultTenant);
  }

  /** Compiles, or throws with all findings. */
  compile(document: JsonValue): CompiledBlueprint {
    const result = compileBlueprint(document, this.environment);
    if (result.ok) {
      this.compiled.set(result.compiled.revision, result.compiled);
      return result.compiled;
    }
    throw new Error(
      result.diagnostics.map((finding) => `${finding.code} ${finding.pointer}: ${finding.message}`).join('\n'),
    );
  }

  /** A blueprint may run whatever was compiled here before it, by its revision. */
  private interfaceOf(revision: string): BlueprintInterface | undefined {
    const compiled = this.compiled.get(revision);
    return compiled && interfaceOf(compiled);
  }

  /** Accepts and opens an execution without running it. */
  async open(document: JsonValue, inputs: JsonObject = {}): Promise<RunningExecution> {
    const compiled = this.compile(document);
    const resolved = resolveInputs(compiled, inputs);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
    const { name, budget_usd } = compiled.blueprint;
    const budget = budget_usd === undefined ? {} : { budget_usd };
    const facts = { name, revision: compiled.revision, inputs: resolved.inputs, ...budget };
    const head = await acceptExecution(this, this.newId(), facts);
    return this.factory.open({ compiled, head, inputs: resolved.inputs });
  }

  /** Starts an execution under the supervisor, which goes on with it whenever it is woken; gives its id. */
  async start(document: JsonValue, inputs: JsonObject = {}, rest: Partial<StartRequest> = {}): Promise<string> {
    const compiled = this.compile(document);
    const resolved = resolveInputs(compiled, inputs);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
    const request = { executionId: this.newId(), compiled, blueprintId: null, inputs: resolved.inputs };
    const head = await this.supervisor.start({ ...request, ...rest });
    return head.execution_id;
  }

  /** Resolves with what was recorded as soon as the execution is as wanted; fails after some seconds. */
  async until(id: string, isWanted: (played: Played) => boolean): Promise<Played> {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const played = await this.look(id);
      if (isWanted(played)) return played;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`${id} never got there: ${JSON.stringify((await this.look(id)).snapshot)}`);
  }

  /** The revision is not there any more. */
  forget(revision: string): void {
    this.compiled.delete(revision);
  }

  /** Answers a signal of an execution, opened or still to come. */
  async answer(id: string, address: AnswerAddress, answer: SignalAnswer, by?: string): Promise<string> {
    const stored = await this.answers.add(id, address, answer, by);
    return stored ? this.supervisor.deliver(stored) : 'taken';
  }

  /** Runs a document to its end. */
  async play(document: JsonValue, inputs: JsonObject = {}): Promise<Played> {
    const execution = await this.open(document, inputs);
    const head = await execution.run();
    return this.look(head.execution_id);
  }

  /** Goes on, under a new id, with an execution whose process ended after these events. */
  async resumeFrom(document: JsonValue, recorded: readonly ExecutionEvent[]): Promise<Played> {
    const compiled = this.compile(document);
    const id = this.newId();
    const renamed = recorded.map((event) => ({ ...event, execution_id: id }));
    const payloads = await this.payloadsOf(recorded);
    const appended = await this.executions.append(emptyState(id).head, 1, renamed, payloads);
    if (!appended.ok) throw new Error('The journal could not be written.');
    const result = await takeOver(this, appended.head, 'wk_resuming', 'drained');
    if (result.kind !== 'taken') throw new Error(`The execution was ${result.kind}.`);
    await this.factory.open({ compiled, ...result.execution }).run();
    return this.look(id);
  }

  /** What these events speak of by reference. */
  private async payloadsOf(events: readonly ExecutionEvent[]): Promise<readonly StreamPayload[]> {
    const payloads: StreamPayload[] = [];
    for (const event of events) {
      const reference = 'output_ref' in event.data ? event.data.output_ref : undefined;
      if (!reference) continue;
      const { hash } = reference;
      payloads.push({ hash, text: (await this.executions.payload(event.execution_id, hash)) as string });
    }
    return payloads;
  }

  /** What was recorded of an execution. */
  async look(id: string): Promise<Played> {
    const events: ExecutionEvent[] = [];
    for await (const event of this.executions.journal(id)) events.push(event);
    const state = emptyState(id);
    for (const event of events) applyEvent(state, event);
    return { head: state.head, snapshot: snapshotOf(state), events };
  }
}

/** A document around some nodes. */
export function documentOf(nodes: readonly JsonObject[], rest: JsonObject = {}): JsonObject {
  return { schema_version: '1.0', name: 'test', nodes: nodes, ...rest };
}

/** The story of an execution: `type path` of each event but the queue's. */
export function storyOf(events: readonly ExecutionEvent[]): readonly string[] {
  return events.slice(1).map((event) => (event.path === undefined ? event.type : `${event.type} ${event.path}`));
}
