/** What an author writes of a node beside its id: the fields of the blueprint document, in which values may be references where the
 *  document allows expressions. `Peers` are the ids that a node may wait for, `Tools` the names that an agent may be allowed. */
import type { Block, CodeNode, JsonValue, RetryPolicy, ToolNode } from '@ice/core';
import type { Condition, List, Quantity, Text } from './given.js';
import type { Authored } from './to-document.js';

/** A JSON Schema or its short form; literals in it give the type of what it lets through. */
export type SchemaLiteral = boolean | { readonly [keyword: string]: JsonValue };

/** Which nodes a node waits for beside those that it reads, and how it takes their ends. */
interface Ordering<Peers extends string> {
  readonly title?: string;
  readonly description?: string;
  readonly dependencies?: readonly Peers[];
  readonly when?: Condition;
  readonly join?: NonNullable<ToolNode['join']>;
  readonly on_error?: 'fail' | 'continue' | { readonly fallback: Authored } | { readonly handle: Block | PlainBlock };
  readonly output_schema?: SchemaLiteral;
}

/** A block as plain data. One that is built is had from `toBlock()`. */
interface PlainBlock {
  readonly nodes: readonly { readonly [field: string]: Authored }[];
  readonly output?: Authored;
}

type Policy = Omit<RetryPolicy, 'on'> & { readonly on?: '*' | readonly string[] };

/** Fields that every node may have. */
export interface NodeOptions<Peers extends string = string> extends Ordering<Peers> {
  readonly retry?: Policy | readonly Policy[];
  readonly timeout_s?: Quantity;
}

/** What a node that works through others has besides. */
interface WorkOptions<Peers extends string> extends NodeOptions<Peers> {
  readonly effect?: NonNullable<ToolNode['effect']>;
  readonly input_schema?: SchemaLiteral;
}

/** An output that may be used again. */
interface Cached {
  readonly cache?: NonNullable<CodeNode['cache']>;
}

/** What a `tool` node has beside its tool and its arguments. */
export interface ToolOptions<Peers extends string = string> extends WorkOptions<Peers>, Cached {}

/** What an `llm` node asks, in a prompt or in messages. */
export type LlmOptions<Peers extends string = string> = WorkOptions<Peers> &
  Cached & {
    readonly model: string;
    readonly system?: Text;
    readonly temperature?: number;
    readonly max_output_tokens: number;
    readonly max_input_tokens?: number;
    readonly repair_attempts?: number;
    readonly fallback_models?: readonly string[];
  } & (
    | { readonly prompt: Text; readonly messages?: never }
    | { readonly messages: readonly Message[]; readonly prompt?: never }
  );

interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: Text;
}

/** What an `agent` is to do, and with what. */
export interface AgentOptions<Peers extends string = string, Tools extends string = string> extends WorkOptions<Peers> {
  readonly model: string;
  readonly instructions: Text;
  readonly input: Authored;
  /** Names of tools, and blueprints by id or revision. */
  readonly tools: readonly (Tools | `bp_${string}` | `sha256:${string}`)[];
  readonly max_iterations: number;
  readonly max_output_tokens: number;
  readonly max_tool_calls?: number;
  readonly max_tool_output_tokens?: number;
  readonly memory?: { readonly scope: 'execution' } | { readonly scope: 'key'; readonly key: Text };
}

/** What a `condition` node asks. */
export interface ConditionOptions<Peers extends string = string> extends NodeOptions<Peers> {
  readonly expression: Condition | boolean;
}

/** What a `loop` node goes over. */
export interface LoopOptions<Peers extends string = string> extends NodeOptions<Peers> {
  readonly items: List;
  /** The name of the item in the body. */
  readonly item_var: string;
  readonly max_items?: number;
  readonly expected_items?: number;
  readonly concurrency?: Quantity;
  /** A count, or a share such as `10%`. */
  readonly tolerate_failures?: number | `${number}%`;
}

/** What a `recursive` node repeats. */
export interface RecursiveOptions<Peers extends string = string> extends NodeOptions<Peers> {
  readonly state: Authored;
  readonly state_schema?: SchemaLiteral;
  readonly until: Condition;
  readonly max_iterations: number;
  readonly on_limit?: 'fail' | 'continue';
}

/** How a `parallel` node goes about its branches. */
export interface ParallelOptions<Peers extends string = string> extends Omit<NodeOptions<Peers>, 'join'> {
  /** Of the branches; that of the node is always `all`. */
  readonly join?: 'all' | 'any' | { readonly at_least: number };
  readonly concurrency?: Quantity;
}

/** What a `fail` node raises. */
export interface FailOptions<Peers extends string = string> extends NodeOptions<Peers> {
  readonly code: string;
  readonly message: Text;
}

/** Which blueprint a `workflow` node runs, and on what. */
export interface WorkflowOptions<Peers extends string = string> extends NodeOptions<Peers> {
  /** Id or revision of a stored blueprint, or `self`. */
  readonly blueprint: 'self' | `bp_${string}` | `sha256:${string}`;
  readonly inputs?: { readonly [name: string]: Authored };
  readonly input_schema?: SchemaLiteral;
  readonly max_depth?: number;
}

/** What a `code` node computes: the body of a JavaScript function with `inputs` in scope. */
export interface CodeOptions<Peers extends string = string> extends NodeOptions<Peers>, Cached {
  readonly source: string;
  readonly inputs?: { readonly [name: string]: Authored };
  readonly input_schema?: SchemaLiteral;
}

/** What happens without an answer in time; only beside a deadline. */
type Deadline =
  | { readonly timeout_s?: Quantity; readonly on_timeout?: never }
  | { readonly timeout_s: Quantity; readonly on_timeout: 'fail' | { readonly value: Authored } };

/** Nothing that waits is attempted again. */
type OpenWait<Peers extends string> = Ordering<Peers> & Deadline;

/** What a `human` node asks, and what may be answered. */
export type HumanOptions<Peers extends string = string> = OpenWait<Peers> & {
  readonly prompt: Text;
  readonly assignee?: Text;
} & (
    | ({ readonly approval: 'approve_reject' } & Never<'choices' | 'answer_schema'>)
    | ({ readonly approval: 'choice'; readonly choices: readonly string[] } & Never<'answer_schema'>)
    | ({ readonly approval: 'input'; readonly answer_schema?: SchemaLiteral } & Never<'choices'>)
  );

/** What a `wait` node waits for: seconds, a time, or a signal. Only a signal brings an answer, and may fail to come. */
export type WaitOptions<Peers extends string = string> =
  | (OpenWait<Peers> & { readonly signal: string; readonly answer_schema?: SchemaLiteral } & Never<'for_s' | 'until'>)
  | (TimedWait<Peers> & { readonly for_s: Quantity } & Never<'until'>)
  | (TimedWait<Peers> & { readonly until: Text } & Never<'for_s'>);

type TimedWait<Peers extends string> = Ordering<Peers> & Never<'signal' | 'answer_schema' | 'timeout_s' | 'on_timeout'>;

/** Fields that may not be there. */
type Never<Name extends string> = { readonly [Field in Name]?: never };

/** Who answers together in a `swarm`, and how. */
export type SwarmOptions<Peers extends string = string> = NodeOptions<Peers> & {
  readonly agents: readonly {
    readonly role: string;
    readonly model: string;
    readonly instructions: Text;
    readonly max_output_tokens: number;
  }[];
  readonly max_rounds: number;
} & (
    | { readonly strategy: 'consensus'; readonly threshold: number }
    | { readonly strategy: 'marketplace'; readonly threshold?: number }
    | ({ readonly strategy: 'hierarchical' } & Never<'threshold'>)
  );
