/** The blueprint's schemas without what is nested: blocks and free JSON count as "an object" or "anything". The compiler walks
 *  those itself, node by node, so that each fault is judged once, by the schema of its own kind, in linear time. Everything else is
 *  taken from the full schemas, never written twice. */
import { z } from 'zod';
import { BlueprintSchema, MetadataSchema } from './blueprint-schema.js';
import { nodeIdPattern, TemplateSchema } from './node-fields.js';
import {
  AgentNodeSchema,
  CodeNodeSchema,
  ConditionNodeSchema,
  FailNodeSchema,
  HumanNodeSchema,
  LlmNodeSchema,
  LoopNodeSchema,
  ParallelNodeSchema,
  RecursiveNodeSchema,
  sharedNodeShape,
  SwarmNodeSchema,
  ToolNodeSchema,
  WaitNodeSchema,
  WorkflowNodeSchema,
  type NodeKind,
} from './node-schema.js';

const Anything = z.unknown();
const AnyObject = z.looseObject({});
const AnySchema = z.union([z.boolean(), AnyObject]);
const Name = z.string().regex(nodeIdPattern);

const shared = {
  on_error: z
    .union([
      z.enum(['fail', 'continue']),
      z.strictObject({ fallback: Anything }),
      z.strictObject({ handle: AnyObject }),
    ])
    .optional(),
  input_schema: AnySchema.optional(),
  output_schema: AnySchema.optional(),
};

/** `human` and `wait`: what the answer may be. */
const answered = {
  ...shared,
  answer_schema: AnySchema.optional(),
  on_timeout: z.union([z.literal('fail'), z.strictObject({ value: Anything })]).optional(),
};

/** A block, its nodes unseen. How many there may be is a limit of the process, judged elsewhere. */
export const FlatBlockSchema = z.strictObject({ nodes: z.array(Anything).min(1), output: Anything.optional() });

/** The document, its nodes unseen. */
export const FlatBlueprintSchema = BlueprintSchema.extend({
  metadata: MetadataSchema.catchall(Anything).optional(),
  inputs: z.record(Name, AnySchema).optional(),
  outputs: z.record(Name, Anything).optional(),
  nodes: z.array(Anything).min(1),
  finally: AnyObject.optional(),
});

/** Each kind's node, its blocks unseen. */
export const flatNodeSchemaByKind: Readonly<Record<NodeKind, z.ZodObject>> = {
  tool: ToolNodeSchema.extend({ ...shared, tool_args: AnyObject.optional() }),
  llm: LlmNodeSchema.extend(shared),
  condition: ConditionNodeSchema.extend({
    ...shared,
    then: AnyObject.optional(),
    else: AnyObject.optional(),
    cases: z
      .array(z.strictObject({ when: TemplateSchema, block: AnyObject }))
      .min(1)
      .max(100)
      .optional(),
  }),
  loop: LoopNodeSchema.extend({
    ...shared,
    items: z.union([TemplateSchema, z.array(Anything)]),
    body: AnyObject,
  }),
  recursive: RecursiveNodeSchema.extend({
    ...shared,
    state: Anything,
    state_schema: AnySchema.optional(),
    body: AnyObject,
  }),
  parallel: ParallelNodeSchema.extend({ ...shared, branches: z.record(Name, AnyObject) }),
  group: z.strictObject({ type: z.literal('group'), ...sharedNodeShape, ...shared, ...FlatBlockSchema.shape }),
  fail: FailNodeSchema.extend(shared),
  agent: AgentNodeSchema.extend({ ...shared, input: Anything }),
  workflow: WorkflowNodeSchema.extend({ ...shared, inputs: z.record(Name, Anything).optional() }),
  code: CodeNodeSchema.extend({ ...shared, inputs: AnyObject.optional() }),
  human: HumanNodeSchema.extend(answered),
  wait: WaitNodeSchema.extend(answered),
  swarm: SwarmNodeSchema.extend(shared),
};
