/** What tools answer of an execution: one form, whether it has ended or goes on, so that an agent need not guess. */
import { isFinalStatus, type ExecutionSnapshot, type JsonObject, type OpenSignal } from '@ice/core';
import { snapshotAnswer } from '../../executions/execution-presenter.js';
import type { ToolAnswer } from '../tools/mcp-tool.js';
import { callerAnswers } from './caller-answers.js';

/** The members of an outcome beside `outputs`. */
const members: JsonObject = {
  execution_id: { type: 'string', description: 'Absent only when nothing was started.' },
  status: {
    enum: ['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled', 'refused'],
    description:
      'queued, running and waiting go on: call execution_wait. refused: nothing was done, and `problem` says why.',
  },
  failure: {
    type: 'object',
    description: 'Why it failed.',
    properties: { code: { type: 'string' }, message: { type: 'string' }, path: { type: 'string' } },
    required: ['code', 'message'],
  },
  cost_usd: { type: 'string', description: 'What it has cost so far.' },
  open_signals: {
    type: 'array',
    description: 'What it waits for; kinds human, signal and pause are answered with answer_signal.',
    items: { type: 'object' },
  },
  next: { type: 'string', description: 'What to do while it goes on.' },
  links: { type: 'object', description: 'Where the REST API has it.' },
  problem: { type: 'object', description: 'With status refused.' },
};

/** The schema of outcomes. @param outputs that of the outputs, there with status `completed`. */
export function outcomeSchema(outputs: JsonObject): JsonObject & { readonly type: 'object' } {
  return { type: 'object', properties: { ...members, outputs }, required: ['status'] };
}

/** The outcome of an execution, as far as it has come. */
export function outcomeOf(snapshot: ExecutionSnapshot): JsonObject {
  const { execution_id, status, outputs, failure, cost_usd, open_signals } = snapshot;
  const { links } = snapshotAnswer(snapshot) as { readonly links: JsonObject };
  return {
    execution_id,
    status,
    ...(outputs !== null && { outputs }),
    ...(failure && { failure: failure as unknown as JsonObject }),
    cost_usd,
    ...(open_signals.length > 0 && { open_signals: open_signals as unknown as readonly JsonObject[] }),
    ...(!isFinalStatus(status) && { next: nextMove(execution_id, open_signals) }),
    links,
  };
}

/** The answer of whoever asked for the outputs: it is an error when they will never come. */
export function outcomeAnswer(snapshot: ExecutionSnapshot): ToolAnswer {
  const { execution_id, status, failure } = snapshot;
  const structured = outcomeOf(snapshot);
  if (status === 'cancelled')
    return { structured, isError: true, text: `The execution ${execution_id} was cancelled.` };
  if (status !== 'failed' || !failure) return { structured };
  const place = failure.path === undefined ? '' : ` at ${failure.path}`;
  return { structured, isError: true, text: `${failure.code}${place}: ${failure.message} (execution ${execution_id})` };
}

function nextMove(id: string, signals: readonly OpenSignal[]): string {
  const signal = signals.find(callerAnswers);
  if (!signal) return `It goes on. Call execution_wait with {"execution_id": "${id}"} for its end.`;
  const question = signal.prompt === undefined ? '' : ` (${JSON.stringify(signal.prompt)})`;
  return `It waits for an answer at ${signal.path}${question}. Call answer_signal with {"execution_id": "${id}", "signal_id": "${signal.signal_id}", "value": …}, then execution_wait.`;
}
