/** Schemas of what partial blueprints take and give. The actions come from core's zod schemas. */
import { partialActionJsonSchema } from '@ice/core';
import type { OpenApiSchema } from './open-api-schema.js';

const text = { type: 'string' };
const nullableText = { type: ['string', 'null'] };
const time = { type: 'string', format: 'date-time' };
const blueprintId = { ...text, description: 'The blueprint that it has become. It cannot be changed any more.' };

/** A document that need not be sound. */
const halfFinished = {
  type: 'object',
  additionalProperties: true,
  description:
    'A blueprint document, which may be half finished: only its top-level fields are judged, by their names.',
};

/** Component name to schema. */
export function partialSchemas(): Readonly<Record<string, OpenApiSchema>> {
  return { ...fixedSchemas, PartialAction: partialActionJsonSchema() };
}

const action = { $ref: '#/components/schemas/PartialAction' };
const jsonSchema = { description: 'A JSON Schema.', type: ['object', 'boolean'] };
const share = { type: 'number', minimum: 0, maximum: 1 };
const diagnostics = { type: 'array', items: { $ref: '#/components/schemas/Diagnostic' } };

const fixedSchemas: Readonly<Record<string, OpenApiSchema>> = {
  PartialBlueprint: {
    type: 'object',
    required: ['id', 'version_lock', 'blueprint', 'diagnostics', 'pending_inputs'],
    properties: {
      id: text,
      version_lock: text,
      blueprint: halfFinished,
      diagnostics,
      pending_inputs: { type: 'array', items: { $ref: '#/components/schemas/PendingInput' } },
      cost: { $ref: '#/components/schemas/CostBound' },
      finalized_as: blueprintId,
    },
  },
  PendingInput: {
    type: 'object',
    required: ['node_id', 'pointer', 'name', 'required', 'schema', 'candidates'],
    properties: {
      node_id: { ...text, description: 'Empty where the document itself lacks it, or the node has no id.' },
      pointer: { ...text, description: 'Where it is to stand.' },
      name: text,
      required: { type: 'boolean' },
      schema: jsonSchema,
      candidates: {
        type: 'array',
        description: 'What fits, best first.',
        items: {
          type: 'object',
          required: ['expression', 'schema', 'score'],
          properties: { expression: text, schema: { type: 'object' }, score: share },
        },
      },
    },
  },
  Suggestion: {
    type: 'object',
    required: ['id', 'type', 'reason', 'confidence', 'patch'],
    properties: {
      id: text,
      type: { enum: ['tool', 'llm', 'loop', 'condition', 'parallel', 'output', 'input', 'wire', 'fix'] },
      reason: text,
      confidence: share,
      patch: {
        type: 'array',
        description: 'A JSON Patch of the document.',
        items: {
          type: 'object',
          required: ['op', 'path'],
          properties: { op: { enum: ['add', 'replace', 'remove'] }, path: text, value: {} },
        },
      },
    },
  },
  SuggestionList: {
    type: 'object',
    required: ['suggestions'],
    properties: { suggestions: { type: 'array', items: { $ref: '#/components/schemas/Suggestion' } } },
  },
  SuggestionChoice: {
    type: 'object',
    properties: {
      apply: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        items: text,
        description: 'Ids of suggestions; with commit=true only.',
      },
    },
    additionalProperties: false,
  },
  PartialRow: {
    type: 'object',
    required: ['id', 'name', 'title', 'version_lock', 'created_at', 'updated_at'],
    properties: {
      id: text,
      name: nullableText,
      title: nullableText,
      version_lock: text,
      created_at: time,
      updated_at: time,
      finalized_as: blueprintId,
    },
  },
  PartialCreation: {
    description: 'Nothing, the first node, or a document.',
    oneOf: [
      { type: 'object', title: 'Nothing', maxProperties: 0 },
      {
        type: 'object',
        title: 'The first node',
        required: ['node'],
        properties: { node: { type: 'object', additionalProperties: true } },
        additionalProperties: false,
      },
      { $ref: '#/components/schemas/PartialDocument' },
    ],
  },
  PartialDocument: {
    type: 'object',
    title: 'A document',
    required: ['blueprint'],
    properties: { blueprint: halfFinished },
    additionalProperties: false,
  },
  PartialActions: {
    type: 'object',
    title: 'Several actions, all or none',
    required: ['actions'],
    properties: { actions: { type: 'array', minItems: 1, maxItems: 100, items: action } },
    additionalProperties: false,
  },
  PartialUpdate: {
    oneOf: [action, ...['PartialActions', 'PartialDocument'].map((name) => ({ $ref: `#/components/schemas/${name}` }))],
  },
};
