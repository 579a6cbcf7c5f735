/** What the attempts of one execution may use. Made anew for every execution: tools and model sessions are never shared. */
import {
  IceError,
  type Clock,
  type EventFeed,
  type LanguageModel,
  type ModelCatalog,
  type NanoUsd,
  type Tool,
  type ToolCatalog,
} from '@ice/core';

/** Where means come from. Everything here is stateless or a connection. */
export interface MeansSources {
  readonly tools: ToolCatalog;
  readonly models: ModelCatalog;
  readonly clock: Clock;
  readonly feed: EventFeed;
}

/** The means of one execution. */
export class ExecutionMeans {
  readonly clock: Clock;
  readonly feed: EventFeed;
  private readonly tools = new Map<string, Tool>();
  private readonly sessions = new Map<string, LanguageModel>();

  /**
   * @param spent what the execution has cost so far, in nano-USD.
   * @param budget what it may cost, or null for no limit of its own.
   */
  constructor(
    readonly executionId: string,
    private readonly sources: MeansSources,
    readonly spent: () => NanoUsd,
    readonly budget: NanoUsd | null,
  ) {
    this.clock = sources.clock;
    this.feed = sources.feed;
  }

  /** This execution's own instance of a tool, made when first asked for. */
  tool(name: string): Tool {
    const made = this.tools.get(name) ?? this.makeTool(name);
    this.tools.set(name, made);
    return made;
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

  /**
   * The declared budget has been used up.
   * @param unrecorded what an attempt has spent that is not in the journal yet.
   */
  isOutOfBudget(unrecorded: NanoUsd): boolean {
    return this.budget !== null && this.spent() + unrecorded >= this.budget;
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
