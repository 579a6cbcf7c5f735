/** Schemas of what a comparison of two executions answers with. */
import type { OpenApiSchema } from './open-api-schema.js';

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const flag = { type: 'boolean' };
const duration = { type: ['integer', 'null'], minimum: 0, description: 'Null until it has started and ended.' };
const failure = { ...text, description: 'Code of its failure.' };
const nullableRun = { anyOf: [{ $ref: '#/components/schemas/NodeRunFigures' }, { type: 'null' }] };
const pointers = (description: string): object => ({ type: 'array', items: text, maxItems: 20, description });

function object(properties: Readonly<Record<string, unknown>>, ...optional: readonly string[]): OpenApiSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', required, properties };
}

const reason = {
  code: {
    description:
      '`definition-differs`: the blueprints define it, or in `because` a container around it, differently. `inputs-differ`: the inputs of the executions do. `predecessor-differs`: it depends on `because`. `inner-differs`: in it, `because` was the first. `not-deterministic`: the same definition and input gave something else. `answer-differs`: what it waited for was answered differently. `child-differs`: its child executions do. `failed`: only one of them failed. `not-reached`: one was cancelled, failed elsewhere or is not there yet. `unknown`: what was recorded does not tell.',
    enum: [
      'definition-differs',
      'inputs-differ',
      'predecessor-differs',
      'inner-differs',
      'not-deterministic',
      'answer-differs',
      'child-differs',
      'failed',
      'not-reached',
      'unknown',
    ],
  },
  message: { ...text, description: 'One sentence.' },
  because: { ...text, description: 'Path of the node run behind it.' },
  pointers: pointers('Where what it worked on differs; for `inputs-differ`, the inputs of the executions.'),
  children: { type: 'array', items: text, minItems: 2, maxItems: 2, description: 'Child executions, left and right.' },
};
const optionalReason = ['because', 'pointers', 'children'];

/** Component name to schema. */
export const comparisonSchemas: Readonly<Record<string, OpenApiSchema>> = {
  ExecutionComparison: object({
    same: { ...flag, description: 'Both came to the same: status, outputs and every node run.' },
    cause: {
      description: 'Where they part; null where they are the same.',
      anyOf: [{ $ref: '#/components/schemas/DifferenceCause' }, { type: 'null' }],
    },
    left: { $ref: '#/components/schemas/ExecutionFigures' },
    right: { $ref: '#/components/schemas/ExecutionFigures' },
    inputs: pointers('Where the inputs differ.'),
    outputs: pointers('Where the outputs differ.'),
    revision: object({
      same: flag,
      left: text,
      right: text,
      nodes: {
        type: 'array',
        maxItems: 1_000,
        description: 'Nodes that the two documents define differently.',
        items: object({ id: text, change: { enum: ['added', 'removed', 'changed', 'moved'] } }),
      },
      document: pointers('Other fields of the document that differ.'),
    }),
    nodes: {
      type: 'array',
      description: 'In the order in which they settled; at most 1,000 that differ, and 1,000 that do not if asked for.',
      items: { $ref: '#/components/schemas/NodeRunComparison' },
    },
    counts: object({ same: count, different: count }),
    truncated: { ...flag, description: 'True when not all that belong into `nodes` are there.' },
  }),
  ExecutionFigures: object(
    {
      execution_id: text,
      status: { enum: ['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled'] },
      duration_ms: duration,
      cost_usd: text,
      failure,
    },
    'failure',
  ),
  NodeRunComparison: object({
    path: text,
    node_id: text,
    left: { ...nullableRun, description: 'Null where there is no such node run.' },
    right: { ...nullableRun, description: 'Null where there is no such node run.' },
    output: { enum: ['same', 'differs', 'left_only', 'right_only', 'none'] },
    pointers: pointers('Where the outputs differ; none for large ones, which are compared by their hashes.'),
    reason: {
      description: 'Null for one that does not differ.',
      anyOf: [{ $ref: '#/components/schemas/DifferenceReason' }, { type: 'null' }],
    },
  }),
  NodeRunFigures: object(
    {
      status: { enum: ['pending', 'running', 'waiting', 'completed', 'failed', 'skipped', 'cancelled'] },
      attempts: count,
      duration_ms: duration,
      cost_usd: text,
      failure,
    },
    'failure',
  ),
  DifferenceReason: object(reason, ...optionalReason),
  DifferenceCause: object(
    { ...reason, path: { type: ['string', 'null'], description: 'The node run; null for the execution as a whole.' } },
    ...optionalReason,
  ),
};
