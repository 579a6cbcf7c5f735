/** Schemas of what the API answers with, beside the blueprint itself. */
import { diagnosticCodes } from '@ice/core';
import type { OpenApiSchema } from './open-api-schema.js';

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const nullableText = { type: ['string', 'null'] };
const flag = { type: 'boolean' };
const count = { type: 'integer', minimum: 0 };
const whole = { type: 'integer' };
const texts = { type: 'array', items: text };
const effect = { enum: ['pure', 'idempotent', 'at_most_once'] };
const effects = { type: 'array', items: effect };
const hosts = { ...texts, description: 'What may be called; `*` = any host of the public internet.' };
const anySchema = { description: 'A JSON Schema.', type: ['object', 'boolean'] };

/** An object all of whose members are always there, unless named in `optional`. */
function object(properties: Readonly<Record<string, unknown>>, ...optional: readonly string[]): OpenApiSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', required, properties };
}

const listOf = (component: string): object => ({ type: 'array', items: { $ref: `#/components/schemas/${component}` } });

const nullable = (component: string, description: string): object => ({
  description,
  anyOf: [{ $ref: `#/components/schemas/${component}` }, { type: 'null' }],
});

/** A port of a tool. */
const port = { name: text, required: flag, description: nullableText, schema: anySchema };

const patchOperation = object({ op: { enum: ['add', 'remove', 'replace', 'move', 'copy', 'test'] }, path: text });
const fix = object({ title: text, patch: { type: 'array', items: patchOperation, description: 'A JSON Patch.' } });
const place = { pointer: { ...text, description: 'A JSON pointer into the document; empty for the whole.' } };

/** Component name to schema. */
export const wireSchemas: Readonly<Record<string, OpenApiSchema>> = {
  Problem: {
    ...object(
      {
        type: { ...text, format: 'uri-reference' },
        title: text,
        status: { type: 'integer', minimum: 400, maximum: 599 },
        detail: text,
        instance: { ...text, format: 'uri-reference' },
        code: text,
        errors: listOf('ProblemError'),
        hint: text,
        retryable: flag,
        retry_after_s: count,
        request_id: text,
      },
      'retry_after_s',
    ),
    additionalProperties: true,
  },
  ProblemError: object(
    { ...place, code: text, detail: text, node_id: text, hint: text, fix: { $ref: '#/components/schemas/Fix' } },
    'node_id',
    'hint',
    'fix',
  ),
  Rerun: object({
    execution_id: text,
    status: text,
    parent_execution_id: text,
    reused_nodes: { ...texts, description: 'Paths of node runs that are used again.' },
    nodes_to_run_again: { ...texts, description: 'Paths of node runs that had begun, and begin anew.' },
    repeated_effects: {
      type: 'array',
      items: object({ path: text, effect: { enum: ['idempotent', 'at_most_once'] } }),
      description: 'Of those that run again: whose effect on the world is repeated.',
    },
    links: { type: 'object', additionalProperties: text },
  }),
  Answered: object(
    {
      execution_id: text,
      signal_id: text,
      status: {
        enum: ['applied', 'kept', 'accepted'],
        description:
          '`applied`: the journal has it. `kept`: for the next signal at this place. `accepted`: the process that runs the execution finds it.',
      },
    },
    'signal_id',
  ),
  Fix: fix,
  CatalogedProblem: object({
    type: text,
    code: text,
    title: text,
    status: { type: ['integer', 'null'], description: 'Null for codes of events and snapshots only.' },
    hint: text,
    retryable: flag,
  }),
  Diagnostic: object(
    {
      code: { enum: [...diagnosticCodes] },
      severity: { enum: ['error', 'warning'] },
      message: text,
      ...place,
      node_id: nullableText,
      hint: text,
      fix: { $ref: '#/components/schemas/Fix' },
    },
    'hint',
    'fix',
  ),
  BlueprintFacts: object({ id: text, version_lock: text, revision: text, updated_at: time }),
  BlueprintRow: object({
    id: text,
    name: text,
    title: nullableText,
    tags: { type: 'array', items: text },
    version_lock: text,
    revision: text,
    created_at: time,
    updated_at: time,
  }),
  RevisionRow: object(
    {
      number: { type: 'integer', minimum: 1, description: 'Position in the history of the blueprint.' },
      revision: text,
      created_at: time,
      version_lock: { ...text, description: 'On the current revision only.' },
    },
    'version_lock',
  ),
  BlueprintDiff: object({
    from: { ...nullableText, description: 'Null before the first revision: then everything is new.' },
    to: text,
    document: { ...listOf('FieldChange'), description: 'Fields of the document itself.' },
    nodes: listOf('NodeChange'),
    counts: object({ added: count, removed: count, changed: count, moved: count }),
    truncated: { ...flag, description: 'True when there was more to tell than one answer holds.' },
  }),
  NodeChange: object(
    {
      id: text,
      change: { enum: ['added', 'removed', 'changed', 'moved'] },
      pointer_from: { ...text, description: 'Where it stands in the older document.' },
      pointer_to: { ...text, description: 'Where it stands in the newer document.' },
      moved: { const: true, description: 'A changed node that moved as well.' },
      fields: listOf('FieldChange'),
    },
    'pointer_from',
    'pointer_to',
    'moved',
  ),
  FieldChange: object(
    {
      pointer: { ...text, description: 'From the document, or from the node.' },
      before: { description: 'Absent where the place is new.' },
      after: { description: 'Absent where the place is gone.' },
      cut: { const: true, description: 'A value was too long: what was is a piece of its text.' },
    },
    'before',
    'after',
    'cut',
  ),
  BlueprintPatch: {
    type: 'object',
    description:
      'Top-level fields replace those of the document, null removes one. `nodes` is merged by id: fields of a known node replace its own (null removes one), another `type` replaces the whole node, `{id, type: "__delete__"}` removes it, an unknown id is added.',
    properties: {
      nodes: {
        type: 'array',
        items: { type: 'object', required: ['id'], properties: { id: text }, additionalProperties: true },
      },
    },
    additionalProperties: true,
  },
  BlueprintJudgement: object({
    ok: flag,
    diagnostics: listOf('Diagnostic'),
    revision: { ...nullableText, description: 'Null unless the blueprint is sound.' },
    cost: nullable('CostBound', 'What an execution can cost. Null unless the blueprint is sound.'),
    capabilities: nullable('Capabilities', 'Null unless the blueprint is sound.'),
    types: {
      type: ['object', 'null'],
      description: 'Node id to the JSON Schema of its output. Null where the document cannot be read.',
      additionalProperties: anySchema,
    },
    graph: nullable('BlueprintGraph', 'Null where there is nothing to draw.'),
  }),
  Capabilities: object({
    tools: texts,
    toolkits: texts,
    models: texts,
    hosts: hosts,
    effects: effects,
    side_effects: { ...flag, description: 'It may change something outside.' },
    code: { ...flag, description: 'It runs code of its own.' },
    human: { ...flag, description: 'It may wait for a person.' },
    child_blueprints: { ...texts, description: 'By id or revision; `self` for itself.' },
    secrets: texts,
  }),
  BlueprintGraph: object({
    mermaid: { ...text, description: 'A Mermaid flowchart.' },
    positions: {
      type: 'object',
      description: 'By id: where a node may be drawn, in whole pixels.',
      additionalProperties: object({ x: whole, y: whole, width: count, height: count }),
    },
  }),
  Tool: object({
    name: text,
    toolkit: text,
    description: text,
    effect,
    hosts,
    secrets: { ...texts, description: 'JSON pointers of arguments for credentials: show them masked.' },
    ports: object({
      inputs: { type: 'array', items: object({ ...port, secret: flag, default: {} }, 'default') },
      outputs: { type: 'array', items: object(port) },
    }),
    defaults: object({
      retry: { type: ['object', 'null'], description: 'Null = one attempt.' },
      timeout_s: { type: ['number', 'null'] },
    }),
    input: anySchema,
    output: anySchema,
    examples: { type: 'array', items: object({ input: {}, output: {} }) },
  }),
  Toolkit: object({ name: text, description: text, tools: texts, effects, hosts }),
  Model: object({
    name: text,
    provider: text,
    context_tokens: { type: ['integer', 'null'] },
    input_usd_per_million: nullableText,
    output_usd_per_million: nullableText,
  }),
  NodeKind: object({
    name: text,
    description: text,
    container: flag,
    ports: object({
      inputs: { type: 'array', items: object({ name: text, form: text, required: flag }) },
      outputs: { type: 'array', items: object({ name: text, description: text }) },
    }),
    defaults: { type: 'object' },
    example: { type: 'object' },
    schema: { type: 'object' },
  }),
  Limit: object({ name: text, value: { type: 'number' }, unit: text, code: text }),
  MockBin: object({ bin: text, entries: count }),
  MockBinEntry: object({
    bin: text,
    index: count,
    listing_id: text,
    received_at: time,
    idempotency_key: nullableText,
    payload: {},
  }),
  Health: object({ status: { const: 'ok' } }),
  Readiness: object({
    ready: { const: true },
    checks: { type: 'object', additionalProperties: object({ ok: flag, duration_ms: count, detail: text }, 'detail') },
  }),
};
