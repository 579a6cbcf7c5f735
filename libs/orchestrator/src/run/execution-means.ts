/** What the attempts of one execution may use. Made anew for every execution: tools and model sessions are never shared. */
import {
  IceError,
  type Clock,
  type CodeSandbox,
  type EventFeed,
  type ExecutionHead,
  type LanguageModel,
  type MemoryRepository,
  type ModelCatalog,
  type Tool,
  type ToolCatalog,
  type ToolDescription,
} from '@ice/core';
import type { AttemptCache } from '../cache/attempt-cache.js';
import type { CacheBlueprint } from '../cache/cache-key.js';
import { withoutSecrets, type ExecutionSecrets } from '../secret/execution-secrets.js';
import type { Purse } from './purse/purse.js';

/** Where means come from. Everything here is stateless, a connection, or may be lost. */
export interface MeansSources {
  readonly tools: ToolCatalog;
  readonly models: ModelCatalog;
  readonly clock: Clock;
  readonly feed: EventFeed;
  readonly sandbox: CodeSandbox;
  readonly cache: AttemptCache;
  readonly memory: AgentMemory;
}

/** Where agents keep what they remember. */
export type AgentMemory = Pick<MemoryRepository, 'append' | 'entries'>;

/** Whose means they are. */
export type MeansOwner = Pick<ExecutionHead, 'execution_id'> &
  CacheBlueprint & {
    /** Default: none can be had. */
    readonly secrets?: ExecutionSecrets;
  };

/** The means of one execution. */
export class ExecutionMeans {
  readonly clock: Clock;
  readonly feed: EventFeed;
  readonly sandbox: CodeSandbox;
  readonly cache: AttemptCache;
  readonly memory: AgentMemory;
  readonly secrets: ExecutionSecrets;
  readonly executionId: string;
  /** What the execution runs. */
  readonly blueprint: CacheBlueprint;
  private readonly tools = new Map<string, Tool>();
  private readonly sessions = new Map<string, LanguageModel>();

  constructor(
    owner: MeansOwner,
    private readonly sources: MeansSources,
    /** Pays for its model calls. */
    readonly purse: Pick<Purse, 'take'>,
  ) {
    const { execution_id, blueprint_id, name, revision } = owner;
    this.executionId = execution_id;
    this.secrets = owner.secrets ?? withoutSecrets(execution_id);
    this.blueprint = { blueprint_id, name, revision };
    this.clock = sources.clock;
    this.feed = sources.feed;
    this.sandbox = sources.sandbox;
    this.cache = sources.cache;
    this.memory = sources.memory;
  }

  /** This execution's own instance of a tool, made when first asked for. */
  tool(name: string): Tool {
    const made = this.tools.get(name) ?? this.makeTool(name);
    this.tools.set(name, made);
    return made;
  }

  /** What the catalog says of a tool, if it is there. */
  describeTool(name: string): ToolDescription | undefined {
    return this.sources.tools.find(name);
  }

  /** `provider/name` of an allowed model; any other name as it is. */
  fullModelName(name: string): string {
    const decision = this.sources.models.decide(name);
    return decision.allowed ? decision.model.name : name;
  }

  /** The longest prompt that a model takes, in tokens; null where that is not known. */
  contextTokens(name: string): number | null {
    const decision = this.sources.models.decide(name);
    return decision.allowed ? decision.model.contextTokens : null;
  }

  /** This execution's own session with a model. */
  model(name: string): LanguageModel {
    const open = this.sessions.get(name) ?? this.sources.models.open(name);
    this.sessions.set(name, open);
    return open;
  }

  /** Facts of models: full names, limits, token counts. */
  get models(): ModelCatalog {
    return this.sources.models;
  }

  /** Lets go of every instance. */
  dispose(): void {
    this.tools.clear();
    this.sessions.clear();
  }

  private makeTool(name: string): Tool {
    const definition = this.sources.tools.find(name);
    if (!definition) throw new IceError('tool-failed', `The tool "${name}" is no longer there.`);
    return definition.create();
  }
}
