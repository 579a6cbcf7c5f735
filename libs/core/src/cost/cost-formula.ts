/** The formula of what a blueprint costs: a JSON document that is kept with a revision and evaluated as often as one likes. It has all that
 *  its evaluation needs, prices and token counts included. */
import type { NodeKind } from '../blueprint/node-schema.js';
import type { ModelCost } from './cost-facts.js';
import type { CostRange } from './cost-range.js';

/** A blueprint with all that it runs. */
export interface CostFormula {
  readonly version: 1;
  /** Which of `blueprints` it is about. */
  readonly revision: string;
  /** Date of the list prices, `YYYY-MM-DD`. */
  readonly price_book_date: string;
  /** By `provider/name`. */
  readonly models: Readonly<Record<string, ModelCost>>;
  /** By revision: each stands once, however often it is run. */
  readonly blueprints: Readonly<Record<string, BlueprintCost>>;
}

/** One blueprint. */
export interface BlueprintCost {
  readonly name: string;
  readonly nodes: readonly NodeCost[];
  /** What runs when all else has ended. */
  readonly finally: readonly NodeCost[];
}

/** One node: in the order of the document, nested ones inside. */
export interface NodeCost {
  readonly node_id: string;
  /** JSON pointer of the node in the document. */
  readonly pointer: string;
  readonly type: NodeKind;
  /** It may cost nothing: it has a `when` or a `cache`, or runs only after such nodes. */
  readonly may_be_skipped: boolean;
  /** The most attempts of one node run that begin anew. Those of an agent go on where the one before failed, when that may pass. */
  readonly attempts: number;
  readonly cost: CostShape;
  /** What runs when it has failed for good. */
  readonly handle: readonly NodeCost[];
}

/** How a node costs. */
export type CostShape =
  | { readonly shape: 'free' }
  /** A model is asked; then, while it fails, the next one. */
  | { readonly shape: 'calls'; readonly ladder: readonly CallCost[] }
  | ({ readonly shape: 'agent' } & AgentCost)
  /** Blocks that run so often each. */
  | { readonly shape: 'blocks'; readonly blocks: readonly RepeatedBlock[] }
  /** One of several blocks runs; an empty one stands for none. */
  | { readonly shape: 'choice'; readonly cases: readonly (readonly NodeCost[])[] }
  /** All blocks begin, and so many have to end. */
  | { readonly shape: 'race'; readonly at_least: number; readonly branches: readonly (readonly NodeCost[])[] }
  /** Another blueprint, or this one again, while child executions are less than so deep. */
  | { readonly shape: 'child'; readonly revision: string; readonly max_depth: number };

/** Calls of one model for one answer. */
export interface CallCost {
  readonly model: string;
  readonly prompt: PromptCost;
  /** The longest input that is sent; null only where the price does not depend on it. */
  readonly max_input_tokens: number | null;
  readonly max_output_tokens: number;
  /** Further calls whose answers are to fit. */
  readonly repairs: number;
  /** Tokens that each of them has more than the one before: the answer, and what is said to it. */
  readonly repair_tokens: number;
}

/** What is sent, before it is rendered. */
export interface PromptCost {
  /** Tokens of what is written out, with what the chat format, the schema and the tools add. */
  readonly expected_tokens: number;
  readonly max_tokens: number;
  /** What is inserted. */
  readonly parts: readonly PromptPart[];
}

/** One value that is inserted into a prompt. */
export interface PromptPart {
  /** Where it stands in the inputs; null: somewhere else. */
  readonly input: readonly string[] | null;
  readonly expected_tokens: number;
  /** Null: nobody knows. */
  readonly max_tokens: number | null;
}

/** A model that acts, turn by turn. */
export interface AgentCost {
  /** Its first turn. */
  readonly call: CallCost;
  readonly max_turns: number;
  /** Attempts that go on with the turns that there are: each repeats one at most. */
  readonly resumptions: number;
  /** Tokens that each turn adds to the input of the next ones. */
  readonly turn_tokens: Pick<CostRange, 'expected' | 'max'>;
  /** Tokens that are added once by then: what is said to an answer that does not fit. */
  readonly remark_tokens: number;
  /** Blueprints that it may call. */
  readonly children: readonly string[];
  readonly max_calls_per_turn: number;
}

/** A block, and how often it runs. */
export interface RepeatedBlock {
  readonly times: CostRange;
  /** The input whose length that is, once it is known; null: none. */
  readonly list: readonly string[] | null;
  readonly nodes: readonly NodeCost[];
}
