/** An attempt outside of any execution, with everything that it reports in lists. Never used outside of specs. */
import {
  EventFeed,
  type Delta,
  type EventDraft,
  type JsonObject,
  type JsonValue,
  type ToolDefinition,
} from '@ice/core';
import { AttemptContext } from '../run/attempt-context.js';
import { ExecutionMeans } from '../run/execution-means.js';
import { HandClock } from './hand-clock.js';
import { sampleRun } from './sample-plan.js';

/** What an attempt uses, and what it said. */
export interface SampleAttempt {
  readonly context: AttemptContext;
  readonly means: ExecutionMeans;
  readonly clock: HandClock;
  readonly notes: readonly EventDraft[];
  readonly deltas: readonly Delta[];
}

/** An attempt of a node: `input` is what it works on, `tools` what it may call. */
export function sampleAttempt(
  node: JsonObject,
  options: { readonly input?: JsonValue; readonly attempt?: number; readonly tools?: readonly ToolDefinition[] } = {},
): SampleAttempt {
  const { input = {}, attempt = 1, tools = [] } = options;
  const clock = new HandClock();
  const deltas: Delta[] = [];
  const notes: EventDraft[] = [];
  const means = new ExecutionMeans(
    'ex_sample',
    { tools: catalogOf(tools), models: noModels, clock, feed: new DeltaFeed(deltas) },
    () => 0,
    null,
  );
  const order = { run: sampleRun([node]), attempt, input };
  return { context: new AttemptContext(order, means, (draft) => notes.push(draft)), means, clock, notes, deltas };
}

/** A definition around a function that is made anew for every execution. */
export function toolOf(name: string, run: ReturnType<ToolDefinition['create']>['run']): ToolDefinition {
  const facts = {
    name,
    toolkit: 'sample',
    description: name,
    effect: 'pure' as const,
    input: {},
    output: {},
    examples: [],
  };
  return { ...facts, create: () => ({ run }) };
}

class DeltaFeed extends EventFeed {
  constructor(private readonly deltas: Delta[]) {
    super();
  }

  override publish(): void {}
  override publishDelta(delta: Delta): void {
    this.deltas.push(delta);
  }
  override subscribe(): () => void {
    return () => undefined;
  }
}

function catalogOf(tools: readonly ToolDefinition[]) {
  return { find: (name: string) => tools.find((tool) => tool.name === name), list: () => tools };
}

const noModels = {
  decide: (name: string) => ({ allowed: false as const, reason: `There is no ${name}.` }),
  list: () => [],
  open: (name: string): never => {
    throw new Error(`There is no ${name}.`);
  },
  countTokens: () => 0,
};
