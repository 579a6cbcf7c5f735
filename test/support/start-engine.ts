/** The real engine on the memory store: compile a document, run it, look at what was recorded. Only the models are scripted. */
import {
  compileBlueprint,
  defaultCompileLimits,
  emptyState,
  ExecutionRepository,
  resolveInputs,
  type Clock,
  type CompiledBlueprint,
  type CompileEnvironment,
  type ExecutionEvent,
  type ExecutionHead,
  type ExecutionSnapshot,
  type JsonObject,
  type JsonValue,
  type LanguageModel,
  type ModelCatalog,
  type Store,
  type ToolDefinition,
} from '@ice/core';
import { createModelRegistry, SyntheticModel, type PriceBook } from '@ice/models';
import { acceptExecution, ExecutionFactory, type RunningExecution, SlotPool } from '@ice/orchestrator';
import { InProcessFeed, MemoryStore, SystemClock, UlidSource } from '@ice/storage';
import { createCommonToolkit, createEcommerceToolkit, defineToolkit, ToolRegistry } from '@ice/tools';

/** What a test may put in place of the defaults. */
export interface EngineOptions {
  readonly tools?: readonly ToolDefinition[];
  readonly clock?: Clock;
  readonly store?: Store;
  readonly slots?: number;
  /** Who answers for every provider. Default: synthetic models. */
  readonly model?: (prices: PriceBook) => LanguageModel;
  /** Where `mock://bin` leads. */
  readonly mockBinUrl?: string;
}

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
  private readonly ids = new UlidSource();
  private readonly tools: ToolRegistry;
  private readonly models: ModelCatalog;

  constructor(options: EngineOptions = {}) {
    this.store = options.store ?? new MemoryStore();
    this.clock = options.clock ?? new SystemClock();
    this.executions = new ExecutionRepository(this.store);
    const own = defineToolkit({ name: 'test', description: 'Tools of this test.', tools: options.tools ?? [] });
    const http = { mockBinUrl: () => options.mockBinUrl };
    const common = createCommonToolkit({ filesDirectories: ['examples/seller-assistant'], http });
    this.tools = new ToolRegistry([common, createEcommerceToolkit({ http }), own]);
    this.models = createModelRegistry({
      providers: { '*': options.model ?? ((prices) => new SyntheticModel({ prices })) },
    });
    this.environment = {
      findTool: (name) => this.tools.find(name),
      toolNames: this.tools.list().map((tool) => tool.name),
      decideModel: (name) => this.models.decide(name),
      modelNames: this.models.list().map((model) => model.name),
      limits: defaultCompileLimits,
    };
    this.factory = new ExecutionFactory({
      executions: this.executions,
      feed: this.feed,
      tools: this.tools,
      models: this.models,
      clock: this.clock,
      slots: new SlotPool(options.slots ?? 256),
      jitter: (delayMs) => delayMs,
    });
  }

  /** Compiles, or throws with all findings. */
  compile(document: JsonValue): CompiledBlueprint {
    const result = compileBlueprint(document, this.environment);
    if (result.ok) return result.compiled;
    throw new Error(
      result.diagnostics.map((finding) => `${finding.code} ${finding.pointer}: ${finding.message}`).join('\n'),
    );
  }

  /** Accepts and opens an execution without running it. */
  async open(document: JsonValue, inputs: JsonObject = {}): Promise<RunningExecution> {
    const compiled = this.compile(document);
    const resolved = resolveInputs(compiled, inputs);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
    const facts = { name: compiled.blueprint.name, revision: compiled.revision, inputs: resolved.inputs };
    const head = await acceptExecution(this, this.ids.next('ex'), facts);
    return this.factory.open({ compiled, head, inputs: resolved.inputs });
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
    const [queued, ...history] = recorded;
    if (queued?.type !== 'execution.queued') throw new Error('A journal begins with execution.queued.');
    const id = this.ids.next('ex');
    const renamed = recorded.map((event) => ({ ...event, execution_id: id }));
    const appended = await this.executions.append(emptyState(id).head, 1, renamed);
    if (!appended.ok) throw new Error('The journal could not be written.');
    const head = (await this.executions.head(id)) as ExecutionHead;
    await this.factory.open({ compiled, head, inputs: queued.data.inputs, history }).run();
    return this.look(id);
  }

  /** What was recorded of an execution. */
  async look(id: string): Promise<Played> {
    const events: ExecutionEvent[] = [];
    for await (const event of this.executions.journal(id)) events.push(event);
    const [head, snapshot] = await Promise.all([this.executions.head(id), this.executions.snapshot(id)]);
    return { head: head as ExecutionHead, snapshot: snapshot as ExecutionSnapshot, events };
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
