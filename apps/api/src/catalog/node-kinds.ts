/** The node kinds as the catalog shows them. Schemas, forms and defaults are core's own; the words are in `node-kind-facts.ts`. */
import {
  defaultAgentBounds,
  defaultMaxDepth,
  nodeSchemaByKind,
  resolveEffect,
  resolveRetry,
  resolveTimeoutMs,
  templateFields,
  type BlueprintNode,
  type FieldForm,
  type JsonObject,
  type JsonValue,
  type NodeKind,
} from '@ice/core';
import { z } from 'zod';
import { nodeKindFacts } from './node-kind-facts.js';

/** One kind. */
export interface NodeKindDescription {
  readonly name: NodeKind;
  readonly description: string;
  /** True when it holds blocks of nodes. */
  readonly container: boolean;
  readonly ports: {
    /** The fields that take data: their path (`[]` = of every item), what may stand in them, whether one must be there. */
    readonly inputs: readonly { readonly name: string; readonly form: FieldForm; readonly required: boolean }[];
    /** The members of the output; none where tool, block or answer decides. */
    readonly outputs: readonly { readonly name: string; readonly description: string }[];
  };
  /** What it does where the document says nothing. */
  readonly defaults: JsonObject;
  /** A node that is sound by itself. */
  readonly example: JsonObject;
  /** JSON Schema 2020-12 of the node. */
  readonly schema: JsonObject;
}

/** All kinds, in the order in which one learns them. */
export function listNodeKinds(): readonly NodeKindDescription[] {
  kinds ??= Object.freeze((Object.keys(nodeKindFacts) as NodeKind[]).map(describe));
  return kinds;
}

let kinds: readonly NodeKindDescription[] | undefined;

function describe(name: NodeKind): NodeKindDescription {
  const { description, container, outputs, example } = nodeKindFacts[name];
  const schema = z.toJSONSchema(nodeSchemaByKind[name], { target: 'draft-2020-12', io: 'input' }) as JsonObject;
  const node = { id: `my_${name}`, type: name, ...example };
  return Object.freeze({
    name,
    description,
    container,
    ports: {
      inputs: Object.entries(templateFields[name]).map(([path, form]) => {
        return { name: path, form, required: isRequired(path.split('.'), componentOf(schema)) };
      }),
      outputs: Object.entries(outputs).map(([member, what]) => ({ name: member, description: what })),
    },
    defaults: defaultsOf(node as unknown as BlueprintNode),
    example: node,
    schema,
  });
}

/** What the schema refers to as a whole: each kind is a component of its own. */
function componentOf(schema: JsonObject): JsonObject {
  const name = String(schema['$ref']).replace('#/$defs/', '');
  return (schema['$defs'] as JsonObject)[name] as JsonObject;
}

/** True where every step of the path is a required member. */
function isRequired([step = '', ...rest]: readonly string[], schema: JsonObject): boolean {
  const name = step.replace('[]', '');
  const required = (schema['required'] ?? []) as readonly JsonValue[];
  if (!required.includes(name) || rest.length === 0) return required.includes(name);
  const property = (schema['properties'] as JsonObject)[name] as JsonObject;
  return isRequired(rest, (step === name ? property : property['items']) as JsonObject);
}

const ownDefaults: Readonly<Partial<Record<NodeKind, JsonObject>>> = {
  agent: defaultAgentBounds,
  workflow: { max_depth: defaultMaxDepth },
  human: { on_timeout: 'fail' },
  wait: { on_timeout: 'fail' },
};

/** Of a node that leaves everything to the defaults. The effect of a tool node is its tool's. */
function defaultsOf(node: BlueprintNode): JsonObject {
  const effect = resolveEffect(node);
  const [retry] = resolveRetry(node, effect);
  const timeoutMs = resolveTimeoutMs(node);
  return {
    join: 'all',
    on_error: 'fail',
    ...(node.type !== 'tool' && { effect }),
    ...(timeoutMs !== null && { timeout_s: timeoutMs / 1_000 }),
    ...(retry && { retry: { ...retry } }),
    ...ownDefaults[node.type],
  };
}
