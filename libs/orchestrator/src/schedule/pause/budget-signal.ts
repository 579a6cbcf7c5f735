/** The question that a used-up budget asks, and the failure where nobody is asked. Pure. */
import {
  formatUsd,
  parseUsd,
  type AnswerAddress,
  type BudgetShortage,
  type Failure,
  type JsonObject,
  type OpenSignal,
  type SignalAnswer,
} from '@ice/core';
import { signalId } from '../wait/signal-id.js';

/** The most that a budget may be raised to, in USD: what a blueprint may say. */
const mostUsd = 1_000_000;

/** Where a raise goes that somebody has answered further down. No node run and no question has this path. */
export const raiseAddress: AnswerAddress = Object.freeze({ path: 'budget[]' });

/** The question number `count` (from 0) of an execution. Raising is offered where the budget is that of an execution. */
export function budgetSignal(executionId: string, count: number, shortage: BudgetShortage): OpenSignal {
  const path = `budget[${count}]`;
  const signal_id = signalId(executionId, { path, attempts: 1 });
  const answer_schema = schemaOf(shortage);
  return { signal_id, kind: 'budget', path, prompt: promptOf(shortage), answer_schema, expires_at: null };
}

/** What stands open for a raise at any time. */
export function raiseSignal(budgetUsd: number): OpenSignal {
  const answer_schema = raiseSchema(budgetUsd);
  return { signal_id: '', kind: 'budget', path: 'budget[]', answer_schema, expires_at: null };
}

/** What an answer raises a budget to, in USD; null for one that raises none. */
export function raiseOf(answer: SignalAnswer): number | null {
  const { raise_to_usd } = (('value' in answer ? answer.value : null) as { readonly raise_to_usd?: unknown }) ?? {};
  return typeof raise_to_usd === 'number' ? raise_to_usd : null;
}

/** Why an attempt, or the whole execution, has failed. `answer` is that of whoever was asked. */
export function budgetFailure(shortage: BudgetShortage, answer?: SignalAnswer): Failure {
  const { level, account, spent_usd, reserved_usd, needed_usd, limit_usd } = shortage;
  const message = `${shortageInWords(shortage)}.${answer ? ' It was ended there.' : ''}`;
  const evidence: JsonObject = { level, account, spent_usd, reserved_usd, needed_usd, limit_usd };
  const cause = answer && 'failure' in answer ? { cause: { ...answer.failure, retryable: false } } : {};
  return { code: 'budget-exceeded', message, retryable: false, evidence, ...cause };
}

function schemaOf({ level, limit_usd }: BudgetShortage) {
  const words = { enum: ['resume', 'end'] };
  return isOfExecution(level) ? { anyOf: [raiseSchema(Number(limit_usd)), words] } : words;
}

function raiseSchema(budgetUsd: number) {
  return {
    type: 'object',
    properties: { raise_to_usd: { type: 'number', exclusiveMinimum: budgetUsd, maximum: mostUsd } },
    required: ['raise_to_usd'],
    additionalProperties: false,
  };
}

function promptOf(shortage: BudgetShortage): string {
  const { level, spent_usd, reserved_usd, needed_usd } = shortage;
  const least = formatUsd(parseUsd(spent_usd) + parseUsd(reserved_usd) + parseUsd(needed_usd));
  const next = isOfExecution(level)
    ? `Raise it by answering {"raise_to_usd": ${least}} or more, answer "resume" to try again`
    : 'Have it raised and answer "resume"';
  return `${shortageInWords(shortage)}. ${next}, or answer "end" to end the execution.`;
}

function shortageInWords({ level, account, ...amounts }: BudgetShortage): string {
  const { spent_usd, reserved_usd, needed_usd, limit_usd } = amounts;
  const whose =
    level === 'execution' ? 'The budget' : `The budget of ${isOfExecution(level) ? account.slice(10) : account}`;
  return `${whose} does not cover the next call, which may cost ${needed_usd} USD: of ${limit_usd} USD ${spent_usd} are spent and ${reserved_usd} reserved`;
}

function isOfExecution(level: string): boolean {
  return level === 'execution' || level === 'parent';
}
