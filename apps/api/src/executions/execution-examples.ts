/** What the documentation of executions shows. Tests send the request examples as they stand. */
import type { ExecutionHead, ExecutionSnapshot } from '@ice/core';
import { blueprintExample, factsExample } from '../blueprints/blueprint-examples.js';
import { judgementExample } from '../blueprints/compile/judgement-example.js';
import { headAnswer, snapshotAnswer, startedAnswer } from './execution-presenter.js';

const usage = { input_tokens: 0, output_tokens: 0, cost_usd: '0' };
const created = '2026-11-26T08:00:00.000Z';
const ended = '2026-11-26T08:00:00.012Z';

/** The execution of all examples. */
export const executionIdExample = 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B';

const head: ExecutionHead = {
  execution_id: executionIdExample,
  status: 'completed',
  name: blueprintExample.name,
  blueprint_id: factsExample.id,
  revision: factsExample.revision,
  tags: ['nightly'],
  usage,
  cost_usd: '0',
  fence: 1,
  crashes: 0,
  sequence: 7,
  created_at: created,
  started_at: created,
  ended_at: ended,
};

const nodeRun = { status: 'completed', attempts: 1, usage, started_at: created, ended_at: ended } as const;

/** The snapshot as core has it, without links. */
export const snapshotExample: ExecutionSnapshot = {
  execution_id: executionIdExample,
  status: 'completed',
  blueprint_id: factsExample.id,
  revision: factsExample.revision,
  inputs: { who: 'Ada' },
  outputs: { text: 'HELLO, ADA!' },
  nodes: [
    { ...nodeRun, path: 'hello', node_id: 'hello', output: { value: 'Hello, Ada!' } },
    { ...nodeRun, path: 'shout', node_id: 'shout', output: { value: 'HELLO, ADA!' } },
  ],
  usage,
  cost_usd: '0',
  sequence: 7,
  created_at: created,
  started_at: created,
  ended_at: ended,
  open_signals: [],
};

/** Bodies of `POST /executions/`. */
export const startExamples = {
  document: { summary: 'Run a document', value: { blueprint: blueprintExample, inputs: { who: 'Ada' } } },
  stored: {
    summary: 'Run a stored blueprint',
    value: { blueprint_id: factsExample.id, inputs: { who: 'Ada' }, tags: ['nightly'], budget_usd: 0.5 },
  },
  dry_run: { summary: 'Ask what a start would come to', value: { blueprint: blueprintExample, dry_run: true } },
} as const;

/** What a start answers at once. */
export const startedExample = startedAnswer({ ...head, status: 'queued' });

/** What a start answers that was waited for, or was none. */
export const waitedExamples = {
  waited: { summary: 'Prefer: wait=N', value: snapshotAnswer(snapshotExample) },
  dry_run: {
    summary: 'A dry run',
    value: {
      dry_run: true,
      admitted: true,
      revision: factsExample.revision,
      cost: judgementExample.cost,
      reserve_usd: '0',
    },
  },
} as const;

/** The snapshot as it is answered with. */
export const executionExample = snapshotAnswer(snapshotExample);

/** A row of the list. */
export const executionRowExample = headAnswer(head);

/** The head after a cancel. */
export const cancelledExample = headAnswer({ ...head, status: 'cancelled', sequence: 5 });

/** Bodies of reruns. */
export const rerunExamples = {
  rest: { summary: 'What had not completed, and all that depends on it', value: {} },
  from_node: {
    summary: 'From a node run on, with another input',
    value: { from_node: 'hello', input_overrides: { who: 'Grace' } },
  },
} as const;
