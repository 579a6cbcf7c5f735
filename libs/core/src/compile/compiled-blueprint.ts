/** What the compiler gives: the frozen graph of a blueprint, ready to plan. References are resolved, templates parsed, defaults
 *  filled in; whoever runs it never looks at the document for its meaning again. */
import type { Blueprint } from '../blueprint/blueprint-schema.js';
import type { ResolvedRetry } from '../blueprint/node-defaults.js';
import type { Effect, Join } from '../blueprint/node-fields.js';
import type { BlueprintNode, NodeKind } from '../blueprint/node-schema.js';
import type { TemplateValue } from '../expression/index.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { Type } from '../type/type.js';
import type { BlueprintInterface } from './blueprint-interface.js';

export type { ResolvedRetry };

/** A blueprint that compiled. Deep-frozen, shared by every execution of its revision. */
export interface CompiledBlueprint {
  /** `sha256:<hex>` of the canonical document without layout metadata. */
  readonly revision: string;
  readonly blueprint: Blueprint;
  readonly root: CompiledBlock;
  readonly finally: CompiledBlock | null;
  /** Declared outputs by name; null = the outputs of the root's sinks by id. */
  readonly outputs: Readonly<Record<string, TemplateValue>> | null;
  /** What the outputs are together: an object by name. */
  readonly output: Type;
  /** Input name to schema (short forms expanded). */
  readonly inputs: Readonly<Record<string, JsonSchema>>;
  /** How many node runs at a time, or null for the process's own limit. */
  readonly maxConcurrency: number | null;
  readonly timeoutMs: number | null;
  readonly monitors: readonly CompiledMonitor[];
  /** The `bp_…` references in it, and in all that it runs, with the revisions that they stood for when it was compiled. What was
   *  compiled with other pins is another compiled blueprint of the same revision. */
  readonly pins: Readonly<Record<string, string>>;
  /** The blueprints that it runs itself, by reference; `self` is not among them. */
  readonly children: Readonly<Record<string, BlueprintInterface>>;
}

/** A condition that watches the execution, with what is done when it holds. */
export interface CompiledMonitor {
  /** Position in the document's list. */
  readonly index: number;
  /** An expression that gives a boolean. */
  readonly when: TemplateValue;
  readonly action: 'alert' | 'pause' | 'cancel';
  /** What is told; a text, once rendered. */
  readonly message: TemplateValue;
}

/** A scope of nodes with the edges between them. */
export interface CompiledBlock {
  readonly nodes: readonly CompiledNode[];
  /** Position of each id in `nodes`. */
  readonly indexById: ReadonlyMap<string, number>;
  /** Nodes without a successor in this block, in document order. */
  readonly sinks: readonly number[];
  /** The block's declared output; null = its only sink's output, else a map of its sinks by id. */
  readonly output: TemplateValue | null;
}

/** An edge into a node, from another node of the same block. */
export interface CompiledEdge {
  /** Position of the predecessor in the block. */
  readonly from: number;
  /** `require` counts in the join table; `observe` (only `runs.x` is read) just waits until x has settled. */
  readonly mode: 'require' | 'observe';
}

/** One node with everything that running it needs. */
export interface CompiledNode {
  readonly index: number;
  readonly id: string;
  readonly kind: NodeKind;
  readonly node: BlueprintNode;
  /** JSON pointer of the node in the document. */
  readonly pointer: string;
  readonly edges: readonly CompiledEdge[];
  /** Positions of the nodes that have an edge from this one, ascending. */
  readonly successors: readonly number[];
  readonly join: Join;
  /** `when`, as an expression template; null = always. */
  readonly when: TemplateValue | null;
  /** Parsed template fields by name: `tool_args`, `prompt`, `messages`, `system`, `items`, `state`, `until`, `message`,
   *  `concurrency`, `timeout_s`, `expression`, `inputs`, `cases.0` `cases.1`… (each case's `when`), `agents.0`… (the
   *  instructions of each agent of a swarm), `fallback`. A name is absent where the
   *  document has no such field. A block's `output`, also a group's, is `CompiledBlock.output`. */
  readonly fields: Readonly<Record<string, TemplateValue>>;
  /** Nested blocks by name: `body`, `then`, `else`, `cases.0`…, `nodes` (group), `handle`, and the branch names of `parallel`
   *  as `branches.<name>`. A swarm has those that its agents are written out in: `agents`, or `lead` and `members`. */
  readonly blocks: Readonly<Record<string, CompiledBlock>>;
  /** Retry policies with every field filled in; empty = one attempt. */
  readonly retry: readonly ResolvedRetry[];
  /** Timeout of one attempt in ms when it is a literal or a default; null = none or an expression in `fields.timeout_s`. */
  readonly timeoutMs: number | null;
  readonly effect: Effect;
  readonly onError: 'fail' | 'continue' | 'fallback' | 'handle';
  /** Judges what the node works on; short form expanded. */
  readonly inputSchema: JsonSchema | null;
  /** Judges (for `llm`: also asks for) the output; short form expanded. That of a swarm speaks of its `answer`. */
  readonly outputSchema: JsonSchema | null;
  /** Most items that the list of a `loop` can have, as its type knows; null where it does not, and for every other kind. */
  readonly mostItems: number | null;
  /** Judges every state of a `recursive` node; short form expanded. */
  readonly stateSchema: JsonSchema | null;
  /** Judges the answers of `human` and `wait`: what may be chosen, or the short form expanded; null = any JSON. */
  readonly answerSchema: JsonSchema | null;
  /** How long and for whom its output may be used again in place of an attempt; null = never. */
  readonly cache: CompiledCachePolicy | null;
  /** What a `workflow` node runs; null for every other kind. */
  readonly child: CompiledChild | null;
  /** What an `agent` node may do; null for every other kind. */
  readonly agent: CompiledAgent | null;
}

/** Where an output may be used again. */
export interface CompiledCachePolicy {
  readonly ttlMs: number;
  /** `blueprint`: by executions of the same blueprint. `organisation`: by any node that asks for the same. */
  readonly scope: 'blueprint' | 'organisation';
}

/** A blueprint that a node runs as a child execution. */
export interface CompiledChild {
  /** The revision to run, or `self`: the one that this is. */
  readonly revision: string;
  /** How deep child executions may nest. */
  readonly maxDepth: number;
}

/** What an agent may call, and how much of it. */
export interface CompiledAgent {
  readonly tools: readonly AgentTool[];
  /** The most calls in one turn. */
  readonly maxToolCalls: number;
  /** More of a tool's output, in tokens, is cut. */
  readonly maxToolOutputTokens: number;
}

/** A tool, or a blueprint in the place of one, as the model of an agent sees it. */
export interface AgentTool {
  /** As the model calls it: `[a-zA-Z0-9_-]{1,64}`, unique for the agent. */
  readonly name: string;
  readonly description: string;
  /** Schema of an object. */
  readonly inputSchema: JsonSchema;
  readonly effect: Effect;
  /** The revision to run as a child execution; null for a tool, which is called by `name`. */
  readonly revision: string | null;
}
