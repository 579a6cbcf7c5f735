/** The blueprint document: its schema, its types, its content address, its defaults. */
export { blueprintJsonSchema, BlueprintSchema, type Blueprint } from './blueprint-schema.js';
export { blueprintRevision } from './blueprint-revision.js';
export { canonicalJson } from './canonical-json.js';
export { codeMemoryBytes, longestCodeSeconds, maxSourceBytes } from './code-fields.js';
export {
  defaultAgentBounds,
  defaultMaxDepth,
  defaultRetry,
  defaultTimeoutMs,
  resolveEffect,
  resolveRetry,
  resolveTimeoutMs,
  type ResolvedRetry,
} from './node-defaults.js';
export {
  EffectSchema,
  JoinSchema,
  JsonValueSchema,
  longestSeconds,
  nodeIdPattern,
  RetryPolicySchema,
} from './node-fields.js';
export type { Effect, Join, RetryPolicy } from './node-fields.js';
export {
  AgentNodeSchema,
  BlockSchema,
  BlueprintNodeSchema,
  CodeNodeSchema,
  ConditionNodeSchema,
  FailNodeSchema,
  GroupNodeSchema,
  HumanNodeSchema,
  LlmNodeSchema,
  LoopNodeSchema,
  nodeSchemaByKind,
  ParallelNodeSchema,
  RecursiveNodeSchema,
  SwarmNodeSchema,
  ToolNodeSchema,
  WaitNodeSchema,
  WorkflowNodeSchema,
} from './node-schema.js';
export type {
  AgentNode,
  Block,
  BlueprintNode,
  CodeNode,
  ConditionNode,
  FailNode,
  GroupNode,
  HumanNode,
  LlmNode,
  LoopNode,
  NodeKind,
  OnError,
  ParallelNode,
  RecursiveNode,
  SwarmNode,
  ToolNode,
  WaitNode,
  WorkflowNode,
} from './node-schema.js';
export { blueprintReferencePattern } from './workflow-fields.js';
export { timeOf } from './time-of.js';
