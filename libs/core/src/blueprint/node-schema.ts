/** Every node kind of a blueprint as a zod schema: the one source of types, JSON Schema and validation. No defaults are
 *  filled in here: a document is stored as it was written, and the compiler knows the defaults (`node-defaults.ts`). */
import { z } from 'zod';
import type { JsonValue } from '../json/json-value.js';
import { agentFields } from './agent-fields.js';
import { codeFields } from './code-fields.js';
import {
  CountSchema,
  EffectSchema,
  JoinSchema,
  JsonObjectSchema,
  JsonValueSchema,
  ModelNameSchema,
  nodeIdPattern,
  OutputTokensSchema,
  RetryPolicySchema,
  SchemaFieldSchema,
  SecondsFieldSchema,
  TemplateSchema,
} from './node-fields.js';
import { humanFields, waitFields } from './signal-fields.js';
import { swarmFields } from './swarm-fields.js';
import { workflowFields } from './workflow-fields.js';

/** Part of every node's schema, so it may be had from here too. */

const Id = z.string().regex(nodeIdPattern).describe('Unique in the whole document; a name in expressions.');

/** A nested scope of nodes. */
export interface Block {
  readonly nodes: readonly BlueprintNode[];
  readonly output?: JsonValue | undefined;
}

/** Nested scope of nodes: without `output` it gives its only sink's output, else a map of its sinks by id. */
export const BlockSchema: z.ZodType<Block> = z
  .strictObject({
    get nodes(): z.ZodType<readonly BlueprintNode[]> {
      return z.array(BlueprintNodeSchema).min(1).max(10_000);
    },
    output: JsonValueSchema.optional(),
  })
  .meta({ id: 'Block' });

/** What happens to a failure that no retry mended. */
export type OnError = 'fail' | 'continue' | { readonly fallback: JsonValue } | { readonly handle: Block };

const OnErrorSchema: z.ZodType<OnError> = z.union([
  z.enum(['fail', 'continue']),
  z.strictObject({ fallback: JsonValueSchema }),
  z.strictObject({ handle: BlockSchema }),
]);

/** The fields that every node has, whatever its kind. */
export const sharedNodeShape = {
  id: Id,
  title: z.string().min(1).max(200).optional(),
  description: z.string().max(4_000).optional(),
  dependencies: z.array(z.string().min(1).max(64)).max(10_000).optional(),
  when: TemplateSchema.optional(),
  retry: z.union([RetryPolicySchema, z.array(RetryPolicySchema).min(1).max(10)]).optional(),
  timeout_s: SecondsFieldSchema.optional(),
  on_error: OnErrorSchema.optional(),
  join: JoinSchema.optional(),
  cache: z
    .strictObject({ ttl_s: z.int().min(1).max(31_536_000), scope: z.enum(['blueprint', 'organisation']).optional() })
    .optional(),
  effect: EffectSchema.optional(),
  input_schema: SchemaFieldSchema.optional(),
  output_schema: SchemaFieldSchema.optional(),
};

/** Calls one tool. */
export const ToolNodeSchema = z
  .strictObject({
    type: z.literal('tool'),
    ...sharedNodeShape,
    tool_name: z.string().min(1).max(128),
    tool_args: JsonObjectSchema.optional(),
  })
  .meta({ id: 'ToolNode' });

/** Calls one language model. */
export const LlmNodeSchema = z
  .strictObject({
    type: z.literal('llm'),
    ...sharedNodeShape,
    model: ModelNameSchema,
    prompt: TemplateSchema.optional(),
    messages: z
      .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: TemplateSchema }))
      .min(1)
      .max(200)
      .optional(),
    system: TemplateSchema.optional(),
    temperature: z.number().min(0).max(2).optional(),
    max_output_tokens: OutputTokensSchema,
    max_input_tokens: z.int().min(1).max(10_000_000).optional(),
    repair_attempts: z.int().min(0).max(5).optional(),
    fallback_models: z.array(ModelNameSchema).min(1).max(5).optional(),
  })
  .meta({ id: 'LlmNode' });

const ConditionCaseSchema = z.strictObject({ when: TemplateSchema, block: BlockSchema });

/** Runs exactly one of its blocks, or none. */
export const ConditionNodeSchema = z
  .strictObject({
    type: z.literal('condition'),
    ...sharedNodeShape,
    expression: z.union([z.boolean(), z.string().max(65_536)]).optional(),
    then: BlockSchema.optional(),
    cases: z.array(ConditionCaseSchema).min(1).max(100).optional(),
    else: BlockSchema.optional(),
  })
  .meta({ id: 'ConditionNode' });

/** Runs its body once for every item of a list. */
export const LoopNodeSchema = z
  .strictObject({
    type: z.literal('loop'),
    ...sharedNodeShape,
    items: z.union([TemplateSchema, z.array(JsonValueSchema)]),
    item_var: z.string().regex(nodeIdPattern),
    concurrency: z.union([z.int().min(1).max(1_000), TemplateSchema]).optional(),
    max_items: CountSchema.optional(),
    expected_items: CountSchema.optional(),
    tolerate_failures: z.union([z.int().min(0).max(10_000), z.string().regex(/^(100|[0-9]{1,2})%$/)]).optional(),
    body: BlockSchema,
  })
  .meta({ id: 'LoopNode' });

/** Repeats its body until a condition holds; the body's output is the next state. */
export const RecursiveNodeSchema = z
  .strictObject({
    type: z.literal('recursive'),
    ...sharedNodeShape,
    state: JsonValueSchema,
    state_schema: SchemaFieldSchema.optional(),
    body: BlockSchema,
    until: TemplateSchema,
    max_iterations: CountSchema,
    on_limit: z.enum(['fail', 'continue']).optional(),
  })
  .meta({ id: 'RecursiveNode' });

/** Runs named branches side by side. */
export const ParallelNodeSchema = z
  .strictObject({
    type: z.literal('parallel'),
    ...omitJoin(),
    branches: z.record(z.string().regex(nodeIdPattern), BlockSchema),
    join: z.union([z.enum(['all', 'any']), z.strictObject({ at_least: z.int().min(1).max(1_000) })]).optional(),
    concurrency: z.union([z.int().min(1).max(1_000), TemplateSchema]).optional(),
  })
  .meta({ id: 'ParallelNode' });

/** A plain container: one retry, timeout, `when` or `on_error` around several nodes. */
export type GroupNode = Readonly<z.infer<z.ZodObject<typeof sharedNodeShape>>> & Block & { readonly type: 'group' };

/** A plain container; see `GroupNode`. */
export const GroupNodeSchema: z.ZodType<GroupNode> = z
  .strictObject({
    type: z.literal('group'),
    ...sharedNodeShape,
    get nodes(): z.ZodType<readonly BlueprintNode[]> {
      return z.array(BlueprintNodeSchema).min(1).max(10_000);
    },
    output: JsonValueSchema.optional(),
  })
  .meta({ id: 'GroupNode' });

/** Raises a named failure. */
export const FailNodeSchema = z
  .strictObject({
    type: z.literal('fail'),
    ...sharedNodeShape,
    code: z.string().regex(/^[a-z][a-z0-9_.-]{0,63}$/),
    message: TemplateSchema,
  })
  .meta({ id: 'FailNode' });

/** Lets a model decide, act through tools and observe, turn by turn. */
export const AgentNodeSchema = z
  .strictObject({ type: z.literal('agent'), ...sharedNodeShape, ...agentFields })
  .meta({ id: 'AgentNode' });

/** Runs another blueprint, or this one again, as a child execution. */
export const WorkflowNodeSchema = z
  .strictObject({ type: z.literal('workflow'), ...sharedNodeShape, ...workflowFields })
  .meta({ id: 'WorkflowNode' });

/** Computes with a function in a sandbox. */
export const CodeNodeSchema = z
  .strictObject({ type: z.literal('code'), ...sharedNodeShape, ...codeFields })
  .meta({ id: 'CodeNode' });

/** Asks a person and waits for the one answer. */
export const HumanNodeSchema = z
  .strictObject({ type: z.literal('human'), ...sharedNodeShape, ...humanFields })
  .meta({ id: 'HumanNode' });

/** Waits for a time or a signal. */
export const WaitNodeSchema = z
  .strictObject({ type: z.literal('wait'), ...sharedNodeShape, ...waitFields })
  .meta({ id: 'WaitNode' });

/** Lets several models answer together. */
export const SwarmNodeSchema = z
  .strictObject({ type: z.literal('swarm'), ...sharedNodeShape, ...swarmFields })
  .meta({ id: 'SwarmNode' });

/** On `parallel`, `join` speaks of the branches, so the join of its predecessors is always `all`. */
function omitJoin() {
  const { join: _join, ...rest } = sharedNodeShape;
  return rest;
}

/** A node that calls a tool. */
export type ToolNode = Readonly<z.infer<typeof ToolNodeSchema>>;
/** A node that calls a language model. */
export type LlmNode = Readonly<z.infer<typeof LlmNodeSchema>>;
/** A node that runs one of its blocks. */
export type ConditionNode = Readonly<z.infer<typeof ConditionNodeSchema>>;
/** A node that runs its body for every item. */
export type LoopNode = Readonly<z.infer<typeof LoopNodeSchema>>;
/** A node that repeats its body. */
export type RecursiveNode = Readonly<z.infer<typeof RecursiveNodeSchema>>;
/** A node that runs branches side by side. */
export type ParallelNode = Readonly<z.infer<typeof ParallelNodeSchema>>;
/** A node that raises a failure. */
export type FailNode = Readonly<z.infer<typeof FailNodeSchema>>;
/** A node that lets a model act. */
export type AgentNode = Readonly<z.infer<typeof AgentNodeSchema>>;
/** A node that runs a blueprint. */
export type WorkflowNode = Readonly<z.infer<typeof WorkflowNodeSchema>>;
/** A node that computes. */
export type CodeNode = Readonly<z.infer<typeof CodeNodeSchema>>;
/** A node that asks a person. */
export type HumanNode = Readonly<z.infer<typeof HumanNodeSchema>>;
/** A node that waits. */
export type WaitNode = Readonly<z.infer<typeof WaitNodeSchema>>;
/** A node that asks several models. */
export type SwarmNode = Readonly<z.infer<typeof SwarmNodeSchema>>;

/** Any node. Discriminated by `type`. */
export type BlueprintNode =
  | ToolNode
  | LlmNode
  | AgentNode
  | ConditionNode
  | LoopNode
  | RecursiveNode
  | ParallelNode
  | GroupNode
  | WorkflowNode
  | CodeNode
  | HumanNode
  | WaitNode
  | SwarmNode
  | FailNode;

/** The name of a node kind. */
export type NodeKind = BlueprintNode['type'];

/** Schema of each node kind by its name, in the order in which one learns them. */
export const nodeSchemaByKind: Readonly<Record<NodeKind, z.ZodType>> = {
  tool: ToolNodeSchema,
  llm: LlmNodeSchema,
  condition: ConditionNodeSchema,
  loop: LoopNodeSchema,
  recursive: RecursiveNodeSchema,
  parallel: ParallelNodeSchema,
  group: GroupNodeSchema,
  fail: FailNodeSchema,
  agent: AgentNodeSchema,
  workflow: WorkflowNodeSchema,
  code: CodeNodeSchema,
  human: HumanNodeSchema,
  wait: WaitNodeSchema,
  swarm: SwarmNodeSchema,
};

/** Any node, by its `type`. */
export const BlueprintNodeSchema: z.ZodType<BlueprintNode> = z
  .discriminatedUnion(
    'type',
    Object.values(nodeSchemaByKind) as unknown as readonly [
      z.core.$ZodTypeDiscriminable,
      ...z.core.$ZodTypeDiscriminable[],
    ],
  )
  .meta({ id: 'BlueprintNode' }) as unknown as z.ZodType<BlueprintNode>;
