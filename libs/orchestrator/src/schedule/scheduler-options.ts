/** What the scheduler is made of and what it is told: words shared by its parts. */
import type { CacheOrigin, Failure, JsonObject, JsonValue, NanoUsd, NodeKind, Usage } from '@ice/core';
import type { Plan } from '../plan/plan.js';
import type { Evaluated } from './evaluate-field.js';
import type { ContainerKind } from './frame/container-kind.js';
import type { NodeRun } from './node-run.js';
import type { WaitKind } from './wait/wait-kind.js';

/** How an attempt ended. */
export type Outcome =
  | {
      readonly ok: true;
      readonly output: JsonValue;
      readonly usage?: Usage;
      readonly quality?: 'clean' | 'repaired' | 'degraded';
      /** Whose output this is, when no attempt was made. */
      readonly cached?: CacheOrigin;
    }
  | { readonly ok: false; readonly failure: Failure; readonly usage?: Usage };

/** How an execution ends. */
export type Verdict =
  | { readonly status: 'completed' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'cancelled'; readonly reason: string };

/** What a kind without nested blocks has to say: what its attempt works on. */
export type LeafResolver = (run: NodeRun) => Evaluated;

/** What the scheduler needs to know of the node kinds. */
export interface SchedulerKinds {
  readonly containers: Readonly<Partial<Record<NodeKind, ContainerKind>>>;
  readonly leaves: Readonly<Partial<Record<NodeKind, LeafResolver>>>;
  readonly waits: Readonly<Partial<Record<NodeKind, WaitKind>>>;
  /** Leaves whose attempts keep their own time, since part of it does not count. */
  readonly selfTimed: Readonly<Partial<Record<NodeKind, boolean>>>;
  /** Leaves that judge their output by its schema themselves, since they can have it mended. */
  readonly selfJudged: Readonly<Partial<Record<NodeKind, boolean>>>;
}

/** Outputs of an earlier execution by the path of the node run that they stand in for. */
export type ReusedOutputs = ReadonlyMap<string, JsonValue>;

/** What one scheduler is made for. */
export interface SchedulerOptions {
  readonly plan: Plan;
  readonly executionId: string;
  /** Parents above the execution: 0 for one that is nobody's child. */
  readonly depth: number;
  readonly inputs: JsonObject;
  readonly kinds: SchedulerKinds;
  /** What it may cost in USD, before any raise; null: no limit of its own. */
  readonly budgetUsd: number | null;
  /** What it has cost by now, its children with it, in nano-USD. */
  readonly spent: () => NanoUsd;
  /** Outputs of an earlier execution by path: these node runs do not run. */
  readonly reused: ReusedOutputs;
  /** Of a rerun: the execution whose outputs they are. */
  readonly rerunOf: string;
  /** Attempts at a time, as of now, when the blueprint does not say. */
  readonly maxConcurrency: () => number;
  /** `{id, usage}` as of now. */
  readonly facts: () => JsonObject;
  /** The worker whose own it becomes by being started; absent where it is somebody's already. */
  readonly claimant?: string;
  /** Spreads a delay; the identity in tests. */
  readonly jitter: (delayMs: number) => number;
}
