/** The node kinds as the catalog shows them. Schemas and defaults are core's own; only the sentences are written here. */
import { defaultRetry, defaultTimeoutMs, nodeSchemaByKind, type JsonObject, type NodeKind } from '@ice/core';
import { z } from 'zod';

/** One kind. */
export interface NodeKindDescription {
  readonly name: NodeKind;
  readonly description: string;
  /** True when it holds blocks of nodes. */
  readonly container: boolean;
  /** What it does where the document says nothing. */
  readonly defaults: JsonObject;
  /** JSON Schema 2020-12 of the node. */
  readonly schema: JsonObject;
}

const sentences: Readonly<Record<NodeKind, readonly [description: string, container: boolean]>> = {
  tool: ['Calls one tool; its output is the tool’s.', false],
  llm: ['Calls one language model; the output is {text}, or an object that fits output_schema.', false],
  condition: ['Runs one of its blocks, or none: {branch, output}.', true],
  loop: ['Runs its body once for every item of a list: {items, failures}.', true],
  recursive: ['Repeats its body until a condition holds: {state, iterations, converged}.', true],
  parallel: ['Runs named branches side by side: {branches, completed}.', true],
  group: ['Holds several nodes under one retry, timeout, condition or error handling.', true],
  fail: ['Ends in a failure with a code of its own.', false],
};

/** All kinds, in the order in which one learns them. */
export function listNodeKinds(): readonly NodeKindDescription[] {
  kinds ??= Object.freeze((Object.keys(sentences) as NodeKind[]).map(describe));
  return kinds;
}

let kinds: readonly NodeKindDescription[] | undefined;

function describe(name: NodeKind): NodeKindDescription {
  const [description, container] = sentences[name];
  const schema = z.toJSONSchema(nodeSchemaByKind[name], { target: 'draft-2020-12', io: 'input' });
  return Object.freeze({ name, description, container, defaults: defaultsOf(name), schema: schema as JsonObject });
}

/** The effect of a tool node is its tool's. */
function defaultsOf(name: NodeKind): JsonObject {
  const shared = { join: 'all', on_error: 'fail' };
  if (name !== 'tool' && name !== 'llm') return { ...shared, effect: 'pure' };
  const called = { timeout_s: defaultTimeoutMs[name] / 1_000, retry: { ...defaultRetry } as unknown as JsonObject };
  return name === 'llm' ? { ...shared, ...called, effect: 'idempotent' } : { ...shared, ...called };
}
