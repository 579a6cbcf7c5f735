/** What makes two attempts the same: whatever may decide what they give is in the key, and nothing else. Pure. A field that a node kind
 *  gets later is in it unless it is named here, so that forgetting one costs a miss and never a wrong output. */
import { createHash } from 'node:crypto';
import {
  canonicalJson,
  templateFields,
  type CompiledCachePolicy,
  type CompiledNode,
  type ExecutionHead,
  type JsonObject,
  type JsonValue,
  type LlmNode,
  type ToolDescription,
  type ToolNode,
} from '@ice/core';

/** One attempt, as far as its output depends on it. */
export interface CacheSubject {
  readonly node: CompiledNode;
  readonly scope: CompiledCachePolicy['scope'];
  /** Of the execution that makes the attempt. */
  readonly blueprint: CacheBlueprint;
  /** What the attempt works on: every template rendered. */
  readonly input: JsonValue;
  /** The secrets in the input, by name and version; absent where there is none. */
  readonly secrets?: JsonValue;
  readonly findTool: (name: string) => ToolDescription | undefined;
  /** The full name of a model. */
  readonly modelName: (name: string) => string;
}

/** What an execution runs. A stored blueprint is the same in all its revisions. */
export type CacheBlueprint = Pick<ExecutionHead, 'blueprint_id' | 'name' | 'revision'>;

/** Fields that say whether, when and how often an attempt is made, and what becomes of its end, or that stand in the key in another form. */
const leftOut: ReadonlySet<string> = new Set([
  'id',
  'title',
  'description',
  'dependencies',
  'when',
  'retry',
  'timeout_s',
  'on_error',
  'join',
  'cache',
  'effect',
  'input_schema',
  'output_schema',
  'model',
  'fallback_models',
]);

/** The key, in hexadecimal digits. */
export function cacheKey(subject: CacheSubject): string {
  const { node, input, secrets } = subject;
  const parts = {
    ...(secrets !== undefined && { secrets }),
    definition: definitionOf(node),
    input,
    output_schema: node.outputSchema as JsonValue,
    tool: toolOf(subject),
    models: modelsOf(subject),
    blueprint: blueprintOf(subject),
  };
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}

/** Literal fields by name, `type` among them. Template fields are in the input, as they were rendered. */
function definitionOf({ node, kind }: CompiledNode): JsonObject {
  const rendered = templateFields[kind];
  const isDeciding = ([name, value]: [string, JsonValue | undefined]): boolean =>
    value !== undefined && !leftOut.has(name) && !Object.hasOwn(rendered, name);
  return Object.fromEntries<JsonValue>((Object.entries(node) as [string, JsonValue][]).filter(isDeciding));
}

/** Tools have no version: one that describes itself as before is the one from before. */
function toolOf({ node, findTool }: CacheSubject): JsonValue {
  const tool = node.kind === 'tool' ? findTool((node.node as ToolNode).tool_name) : undefined;
  if (!tool) return null;
  const { name, toolkit, description, effect, input, output, hosts = [], secrets = [] } = tool;
  return { name, toolkit, description, effect, input: input as JsonValue, output: output as JsonValue, hosts, secrets };
}

function modelsOf({ node, modelName }: CacheSubject): JsonValue {
  if (node.kind !== 'llm') return null;
  const { model, fallback_models = [] } = node.node as LlmNode;
  return [model, ...fallback_models].map(modelName);
}

function blueprintOf({ scope, blueprint: { blueprint_id, name, revision } }: CacheSubject): JsonValue {
  if (scope === 'organisation') return null;
  return blueprint_id === null ? { name, revision } : { blueprint_id };
}
