/** A flow of Kestra as its YAML has it: the parts that are read here. */
import type { JsonObject, JsonValue } from '@ice/core';

/** One task, flowable or not. Which fields it has hangs on its type. */
export interface KestraTask {
  readonly id: string;
  readonly type: string;
  readonly disabled?: boolean;
  readonly allowFailure?: boolean;
  readonly allowWarning?: boolean;
  readonly retry?: KestraRetry;
  /** Of Log and Return. */
  readonly message?: string;
  readonly format?: string;
  /** Of OutputValues. */
  readonly values?: JsonValue;
  /** Of Switch and EachParallel. */
  readonly value?: JsonValue;
  /** Of Sleep, in ISO 8601. */
  readonly duration?: string;
  /** Of a Subflow. */
  readonly flowId?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Of a Pause: how long it waits for somebody, or for nobody. */
  readonly delay?: string;
  readonly timeout?: string;
  readonly onResume?: readonly { readonly id: string; readonly required?: boolean }[];
  readonly condition?: string;
  readonly concurrent?: number;
  readonly concurrencyLimit?: number;
  readonly tasks?: readonly (KestraTask | KestraDagEntry)[];
  readonly then?: readonly KestraTask[];
  readonly else?: readonly KestraTask[];
  readonly cases?: Readonly<Record<string, readonly KestraTask[]>>;
  readonly defaults?: readonly KestraTask[] | null;
  readonly errors?: readonly KestraTask[];
}

/** A task of a Dag, with the tasks before it. */
export interface KestraDagEntry {
  readonly task: KestraTask;
  readonly dependsOn?: readonly string[];
}

/** How often a task is tried. */
export interface KestraRetry {
  readonly type: 'constant' | 'exponential' | 'random';
  readonly behavior?: 'RETRY_FAILED_TASK' | 'CREATE_NEW_EXECUTION';
  readonly interval?: string;
  readonly minInterval?: string;
  readonly maxAttempt?: number;
  readonly maxDuration?: string;
  readonly warningOnRetry?: boolean;
}

/** A whole flow. */
export interface KestraFlow {
  readonly id: string;
  readonly inputs?: readonly { readonly id: string; readonly type: string; readonly defaults?: JsonValue }[];
  readonly tasks: readonly KestraTask[];
  readonly errors?: readonly KestraTask[];
  readonly retry?: KestraRetry;
  readonly outputs?: readonly { readonly id: string; readonly value: string }[];
  readonly sla?: readonly JsonObject[];
  readonly variables?: JsonObject;
  readonly concurrency?: JsonObject;
}
