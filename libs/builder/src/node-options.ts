/** What an author writes of a node beside its id: the fields of the blueprint document, in which any value may be a reference. */
import type { JsonValue, OnError, RetryPolicy } from '@ice/core';
import type { Authored } from './to-document.js';

/** Fields that every node may have. */
export interface NodeOptions {
  readonly title?: string;
  readonly description?: string;
  readonly dependencies?: readonly string[];
  readonly when?: Authored;
  readonly retry?: RetryPolicy | readonly RetryPolicy[];
  readonly timeout_s?: Authored;
  readonly on_error?: OnError;
  readonly output_schema?: JsonValue;
}

/** What an `llm` node asks. */
export interface LlmOptions extends NodeOptions {
  readonly model: string;
  readonly prompt: Authored;
  readonly system?: Authored;
  readonly temperature?: number;
  readonly max_output_tokens: number;
}

/** What an `agent` is to do, and with what. */
export interface AgentOptions extends NodeOptions {
  readonly model: string;
  readonly instructions: Authored;
  readonly input: Authored;
  /** Names of tools, and blueprints by id or revision. */
  readonly tools: readonly string[];
  readonly max_iterations: number;
  readonly max_output_tokens: number;
  readonly max_tool_calls?: number;
  readonly max_tool_output_tokens?: number;
  readonly memory?: { readonly scope: 'execution' } | { readonly scope: 'key'; readonly key: Authored };
}

/** What a `loop` node goes over. */
export interface LoopOptions<Item extends string> extends NodeOptions {
  readonly items: Authored;
  readonly item_var: Item;
  readonly max_items?: number;
  readonly concurrency?: number;
  readonly tolerate_failures?: number | string;
}

/** What a `recursive` node repeats. */
export interface RecursiveOptions extends NodeOptions {
  readonly state: Authored;
  readonly until: Authored;
  readonly max_iterations: number;
  readonly on_limit?: 'fail' | 'continue';
}

/** Which blueprint a `workflow` node runs, and on what. */
export interface WorkflowOptions extends NodeOptions {
  /** Id or revision of a stored blueprint, or `self`. */
  readonly blueprint: string;
  readonly inputs?: { readonly [name: string]: Authored };
  readonly max_depth?: number;
}

/** What a `code` node computes: the body of a JavaScript function with `inputs` in scope. */
export interface CodeOptions extends NodeOptions {
  readonly source: string;
  readonly inputs?: { readonly [name: string]: Authored };
}

/** What happens without an answer in time; only beside a deadline. */
type Deadline =
  | { readonly timeout_s?: Authored; readonly on_timeout?: never }
  | { readonly timeout_s: Authored; readonly on_timeout: 'fail' | { readonly value: Authored } };

/** Nothing that waits is attempted again. */
type OpenWait = Omit<NodeOptions, 'retry' | 'timeout_s'> & Deadline;

/** What a `human` node asks, and what may be answered. */
export type HumanOptions = OpenWait & { readonly prompt: Authored; readonly assignee?: Authored } & (
    | { readonly approval: 'approve_reject' }
    | { readonly approval: 'choice'; readonly choices: readonly string[] }
    | { readonly approval: 'input'; readonly answer_schema?: JsonValue }
  );

/** What a `wait` node waits for: seconds, a time, or a signal. Only a signal brings an answer, and may fail to come. */
export type WaitOptions =
  | (OpenWait & { readonly signal: string; readonly answer_schema?: JsonValue } & Never<'for_s' | 'until'>)
  | (TimedWait & { readonly for_s: Authored } & Never<'until'>)
  | (TimedWait & { readonly until: Authored } & Never<'for_s'>);

type TimedWait = Omit<NodeOptions, 'retry' | 'timeout_s'> &
  Never<'signal' | 'answer_schema' | 'timeout_s' | 'on_timeout'>;

/** Fields that may not be there. */
type Never<Name extends string> = { readonly [Field in Name]?: never };

/** Who answers together in a `swarm`, and how. */
export interface SwarmOptions extends NodeOptions {
  readonly agents: readonly {
    readonly role: string;
    readonly model: string;
    readonly instructions: Authored;
    readonly max_output_tokens: number;
  }[];
  readonly strategy: 'consensus' | 'hierarchical' | 'marketplace';
  readonly max_rounds: number;
  readonly threshold?: number;
}
