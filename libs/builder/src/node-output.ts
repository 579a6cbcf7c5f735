/** The type of what each kind of node gives, from the options that it was written with: as `docs/reference/types.md` has it. Types only. That
 *  a node may be skipped or fail makes nothing null here; that the compiler says. */
import type { AnyJson } from './any-json.js';
import type { ValueOf, Widened } from './authored-value.js';
import type { SchemaValue } from './schema-value.js';

/** What `output_schema` says, else `Default`. */
export type Narrowed<Options, Default> = Options extends { readonly output_schema: infer Schema }
  ? SchemaValue<Schema>
  : Default;

/** Of an `llm` or `agent`: text, unless a schema asks for something else. */
export type AnswerOf<Options> = Narrowed<Options, { readonly text: string }>;

/** Of a `condition`: which block was entered, and what it gave. */
export interface BranchOutput<Branch, Output> {
  readonly branch: Branch;
  readonly output: Output;
}

/** Of a `loop`: one result for each item. A tolerated failure leaves null at its place. */
export interface LoopOutput<Options, Output> {
  readonly items: readonly (Options extends { readonly tolerate_failures: 0 | '0%' }
    ? Output
    : Options extends { readonly tolerate_failures: unknown }
      ? Output | null
      : Output)[];
  readonly failures: readonly { readonly index: number; readonly failure: FailureFacts }[];
}

/** The type of the items that a loop goes over. */
export type ItemOf<Options> = Options extends { readonly items: infer Items }
  ? ValueOf<Items> extends readonly (infer Item)[]
    ? Item
    : AnyJson
  : AnyJson;

/** The name of the item in the body. */
export type ItemName<Options> = Options extends { readonly item_var: infer Name extends string } ? Name : never;

/** What a pass of a `recursive` node begins with: what the schema says, else what the first state may become. */
export type StateOf<Options> = Options extends { readonly state_schema: infer Schema }
  ? SchemaValue<Schema>
  : Options extends { readonly state: infer State }
    ? Widened<ValueOf<State>>
    : AnyJson;

/** Of a `recursive` node. */
export interface RecursiveOutput<Options, Output> {
  readonly state: Options extends { readonly state_schema: infer Schema } ? SchemaValue<Schema> : Output;
  readonly iterations: number;
  readonly converged: Options extends { readonly on_limit: 'continue' } ? boolean : true;
}

/** Of a `parallel` node: what each branch gave. One that was not needed any more is null. */
export interface ParallelOutput<Options, Branches> {
  readonly branches: Options extends { readonly join: 'any' | { readonly at_least: number } }
    ? { readonly [Name in keyof Branches]: Branches[Name] | null }
    : Branches;
  readonly completed: readonly (keyof Branches & string)[];
}

/** Of a `human` node: the answer. */
export type HumanAnswer<Options> = Options extends { readonly approval: 'approve_reject' }
  ? 'approve' | 'reject'
  : Options extends { readonly choices: readonly (infer Choice)[] }
    ? Choice
    : SignalAnswer<Options>;

/** Of a `wait`: what the signal was answered with; null after a time. */
export type WaitAnswer<Options> = Options extends { readonly signal: string } ? SignalAnswer<Options> : null;

type SignalAnswer<Options> = Options extends { readonly answer_schema: infer Schema } ? SchemaValue<Schema> : AnyJson;

/** Of a `swarm`: the answer, and what each agent said last, by role. */
export interface SwarmOutput<Options> {
  readonly answer: SwarmAnswer<Options>;
  readonly rounds: number;
  readonly votes: VotesOf<Options>;
}

type SwarmAnswer<Options> = Options extends { readonly output_schema: infer Schema } ? SchemaValue<Schema> : string;

type VotesOf<Options> = Options extends { readonly strategy: infer Strategy; readonly agents: infer Agents }
  ? Strategy extends 'consensus'
    ? { readonly [Role in RoleOf<Agents>]: SwarmAnswer<Options> }
    : Strategy extends 'marketplace'
      ? { readonly [Role in RoleOf<Agents>]: { readonly answer: SwarmAnswer<Options>; readonly confidence: number } }
      : { readonly [Role in RoleOf<Agents>]?: string }
  : AnyJson;

type RoleOf<Agents> = Agents extends readonly { readonly role: infer Role extends string }[] ? Role : string;

/** A failure as it is read. */
export interface FailureFacts {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly retry_after_ms?: number;
  readonly path?: string;
  readonly evidence?: AnyJson;
  readonly cause?: AnyJson;
}
