/** The schemas of executions and events as the API shows them: those of core, without what is nobody's business outside, with links. */
import { executionJsonSchemas, type JsonObject } from '@ice/core';

/** Of the head: which worker runs it is not shown. */
const hidden: ReadonlySet<string> = new Set(['worker', 'fence', 'crashes']);

const links = {
  type: 'object',
  description: 'Paths to go on with: `self`, `events`, `signals`, `cancel`, `stream`.',
  additionalProperties: { type: 'string' },
};
const started = {
  type: 'object',
  required: ['execution_id', 'status', 'links'],
  properties: {
    execution_id: { type: 'string' },
    status: { enum: ['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled'] },
    links,
  },
};
const dryRun = {
  type: 'object',
  required: ['dry_run', 'admitted', 'revision', 'cost', 'reserve_usd'],
  properties: {
    dry_run: { const: true },
    admitted: { const: true },
    revision: { type: 'string' },
    cost: { $ref: '#/$defs/CostBound', description: 'With the inputs that were sent.' },
    reserve_usd: { type: 'string', description: 'What the start would reserve.' },
  },
};

/** Component name to schema; references lead into `$defs`. */
export function executionComponents(): JsonObject {
  const { ExecutionHead: head = {}, ExecutionSnapshot: snapshot = {}, ...parts } = executionJsonSchemas();
  const events = { type: 'array', items: { $ref: '#/$defs/ExecutionEvent' }, description: 'With `?include=events`.' };
  return {
    ...parts,
    StartedExecution: started,
    DryRun: dryRun,
    ExecutionRow: withMembers(withoutHidden(head), { links }),
    Execution: withMembers(snapshot, { links }, { events }),
  };
}

function withMembers(schema: JsonObject, required: JsonObject, optional: JsonObject = {}): JsonObject {
  const { properties, required: names, ...rest } = schema as SchemaObject;
  return {
    ...rest,
    required: [...names, ...Object.keys(required)],
    properties: { ...properties, ...required, ...optional },
  };
}

function withoutHidden(schema: JsonObject): JsonObject {
  const { properties, required, ...rest } = schema as SchemaObject;
  return {
    ...rest,
    required: required.filter((name) => !hidden.has(name)),
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !hidden.has(name))),
  };
}

/** How core writes an object. */
interface SchemaObject {
  readonly [key: string]: unknown;
  readonly required: readonly string[];
  readonly properties: JsonObject;
}
