/** An attempt outside of any execution, with everything that it reports in lists. Never used outside of specs. */
import {
  BudgetPolicy,
  CodeSandbox,
  emptyState,
  EventFeed,
  noModelCosts,
  OwnSpending,
  type BudgetLedger,
  type CodeOutcome,
  type CodeRequest,
  type Delta,
  type EventDraft,
  type JsonObject,
  type JsonValue,
  type LedgerAccount,
  type ModelCatalog,
  type ToolDefinition,
} from '@ice/core';
import { AttemptCache } from '../cache/attempt-cache.js';
import { AttemptContext } from '../run/attempt/attempt-context.js';
import { ExecutionMeans } from '../run/execution-means.js';
import { PurseAccounts } from '../run/purse/purse-accounts.js';
import { Purse } from '../run/purse/purse.js';
import { HandClock } from './hand-clock.js';
import { SampleCache } from './sample-cache.js';
import { sampleRun } from './sample-plan.js';

/** What an attempt uses, and what it said. */
export interface SampleAttempt {
  readonly context: AttemptContext;
  readonly means: ExecutionMeans;
  readonly clock: HandClock;
  readonly notes: readonly EventDraft[];
  readonly deltas: readonly Delta[];
}

/** An attempt of a node: `input` is what it works on, `tools` what it may call, `programs` what becomes of its code. Attempts with
 *  the same `cache` may spare each other. */
export function sampleAttempt(
  node: JsonObject,
  options: {
    readonly input?: JsonValue;
    readonly attempt?: number;
    readonly tools?: readonly ToolDefinition[];
    readonly timeoutMs?: number;
    readonly programs?: (request: CodeRequest) => Promise<CodeOutcome>;
    readonly cache?: AttemptCache;
  } = {},
): SampleAttempt {
  const { input = {}, attempt = 1, tools = [], timeoutMs = null, programs = noPrograms } = options;
  const clock = new HandClock();
  const cache = options.cache ?? new AttemptCache(new SampleCache(), clock);
  const deltas: Delta[] = [];
  const notes: EventDraft[] = [];
  const means = new ExecutionMeans(
    { execution_id: 'ex_0000000000000000000000SAMP', blueprint_id: null, name: 'sample', revision: 'sha256:0' },
    {
      tools: catalogOf(tools),
      models: noModels,
      clock,
      feed: new DeltaFeed(deltas),
      sandbox: new SampleSandbox(programs),
      cache,
      memory: noMemory,
    },
    freePurse(clock),
  );
  const order = { run: sampleRun([node]), attempt, input, timeoutMs };
  const host = {
    depth: 0,
    note: (draft: EventDraft) => void notes.push(draft),
    record: (drafts: readonly EventDraft[]) => Promise.resolve(notes.push(...drafts) > 0),
    runChild: () => Promise.resolve(null),
    aside: async (until: Promise<unknown>) => void (await until),
  };
  return { context: new AttemptContext(order, means, host), means, clock, notes, deltas };
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

class SampleSandbox extends CodeSandbox {
  constructor(override readonly run: (request: CodeRequest) => Promise<CodeOutcome>) {
    super();
  }

  override dispose(): Promise<void> {
    return Promise.resolve();
  }
}

function noPrograms(): never {
  throw new Error('There is no sandbox.');
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

const noMemory = { append: () => Promise.resolve(), entries: () => Promise.resolve([]) };

/** Nothing is limited, so the ledger is not even asked. */
function freePurse(clock: HandClock): Purse {
  const head = emptyState('ex_0000000000000000000000SAMP').head;
  const sources = { executions: { head: () => Promise.resolve(null) }, budgets: new NoBudgets() };
  const accounts = new PurseAccounts(sources, { head: () => head, blueprintBudgetUsd: null }, []);
  const parts = { executionId: head.execution_id, ledger: noLedger, accounts, clock };
  return new Purse({ ...parts, spending: new OwnSpending(), isTakenOver: false, isReserved: false });
}

class NoBudgets extends BudgetPolicy {
  override accountsOf(): Promise<readonly LedgerAccount[]> {
    return Promise.resolve([]);
  }
}

const noLedger = {} as BudgetLedger;

const noModels: ModelCatalog = {
  asOfNow: () => noModels,
  decide: (name: string) => ({ allowed: false as const, reason: `There is no ${name}.` }),
  list: () => [],
  open: (name: string): never => {
    throw new Error(`There is no ${name}.`);
  },
  countTokens: () => 0,
  maxInputTokens: () => 0,
  maxChargeNanoUsd: () => 0,
  costFacts: noModelCosts,
};
