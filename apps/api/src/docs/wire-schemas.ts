/** Schemas of what the API answers with, beside the blueprint itself. */
import { diagnosticCodes } from '@ice/core';
import type { OpenApiSchema } from './open-api-schema.js';

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const nullableText = { type: ['string', 'null'] };
const flag = { type: 'boolean' };
const count = { type: 'integer', minimum: 0 };
const anySchema = { description: 'A JSON Schema.', type: ['object', 'boolean'] };

/** An object all of whose members are always there, unless named in `optional`. */
function object(properties: Readonly<Record<string, unknown>>, ...optional: readonly string[]): OpenApiSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', required, properties };
}

const listOf = (component: string): object => ({ type: 'array', items: { $ref: `#/components/schemas/${component}` } });

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
  }),
  Tool: object({
    name: text,
    toolkit: text,
    description: text,
    effect: { enum: ['pure', 'idempotent', 'at_most_once'] },
    input: anySchema,
    output: anySchema,
    examples: { type: 'array', items: object({ input: {}, output: {} }) },
  }),
  Toolkit: object({ name: text, description: text, tools: { type: 'array', items: text } }),
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
    defaults: { type: 'object' },
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
