/** The blueprint document: its schema, its types, its content address, its defaults. */
export { blueprintJsonSchema, BlueprintSchema, type Blueprint } from './blueprint-schema.js';
export { blueprintRevision } from './blueprint-revision.js';
export { canonicalJson } from './canonical-json.js';
export {
  defaultRetry,
  defaultTimeoutMs,
  resolveEffect,
  resolveRetry,
  resolveTimeoutMs,
  type ResolvedRetry,
} from './node-defaults.js';
export {
  BlockSchema,
  BlueprintNodeSchema,
  ConditionNodeSchema,
  EffectSchema,
  FailNodeSchema,
  GroupNodeSchema,
  JoinSchema,
  JsonValueSchema,
  LlmNodeSchema,
  LoopNodeSchema,
  nodeIdPattern,
  nodeSchemaByKind,
  ParallelNodeSchema,
  RecursiveNodeSchema,
  RetryPolicySchema,
  ToolNodeSchema,
} from './node-schema.js';
export type {
  Block,
  BlueprintNode,
  ConditionNode,
  Effect,
  FailNode,
  GroupNode,
  Join,
  LlmNode,
  LoopNode,
  NodeKind,
  OnError,
  ParallelNode,
  RecursiveNode,
  RetryPolicy,
  ToolNode,
} from './node-schema.js';
