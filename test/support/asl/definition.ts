/** Amazon States Language as it is written: a machine is its states, and a state names the one that follows it. */
import type { JsonObject, JsonValue } from '@ice/core';

/** A state machine, or the part of one that a branch or an item runs. */
export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly QueryLanguage?: string;
  /** For the whole execution; at the outermost machine only. */
  readonly TimeoutSeconds?: number;
  readonly ProcessorConfig?: { readonly Mode?: string };
}

/** One state. Which fields count depends on its type; an absent path is `$`, a null one drops what it stands for. */
export interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly QueryLanguage?: string;
  readonly InputPath?: string | null;
  readonly Parameters?: JsonValue;
  readonly Result?: JsonValue;
  readonly ResultSelector?: JsonValue;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string | null;
  readonly Assign?: JsonObject;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Resource?: string;
  readonly Credentials?: JsonValue;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
  readonly Seconds?: number;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
  readonly Choices?: readonly ChoiceRule[];
  readonly Default?: string;
  readonly Branches?: readonly Machine[];
  readonly ItemProcessor?: Machine;
  readonly Iterator?: Machine;
  readonly ItemsPath?: string;
  readonly ItemSelector?: JsonValue;
  readonly MaxConcurrency?: number;
  readonly MaxConcurrencyPath?: string;
  readonly ToleratedFailureCount?: number;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: number;
  readonly ToleratedFailurePercentagePath?: string;
}

/** How often an error is tried again. Each has a counter of its own; `MaxAttempts` does not count the first attempt. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: string;
}

/** Where an error leads. */
export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
  readonly Assign?: JsonObject;
}

/** A comparison, or `And`, `Or`, `Not` of some. Any other key is an operator with its operand. */
export interface ChoiceRule {
  readonly [operator: string]: JsonValue | readonly ChoiceRule[] | ChoiceRule | undefined;
  readonly Variable?: string;
  readonly Next?: string;
  readonly Assign?: JsonObject;
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
}

/** The machine of every item of a map, under either of its names. */
export function itemMachine(state: State): Machine {
  return (state.ItemProcessor ?? state.Iterator) as Machine;
}

/** True for a map whose items are executions of their own: their states are not in the history of the map. */
export function isDistributed(state: State): boolean {
  return itemMachine(state).ProcessorConfig?.Mode === 'DISTRIBUTED';
}

/** The states of a machine and of all machines inside. */
export function allStates(machine: Machine): readonly State[] {
  return Object.values(machine.States).flatMap((state) => [state, ...innerMachines(state).flatMap(allStates)]);
}

/** A machine and all machines inside. */
export function allMachines(machine: Machine): readonly Machine[] {
  return [machine, ...Object.values(machine.States).flatMap(innerMachines).flatMap(allMachines)];
}

/** The machines right inside of a state. */
export function innerMachines(state: State): readonly Machine[] {
  if (state.Type === 'Map') return [itemMachine(state)];
  return state.Branches ?? [];
}
