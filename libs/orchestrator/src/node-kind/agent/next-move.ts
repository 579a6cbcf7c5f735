/** What an agent does next, told by its conversation alone. Pure. */
import type { AgentNode, CompiledNode, Failure, JsonValue } from '@ice/core';
import { misfit, readAnswer, repairPrompt } from '../llm/read-answer.js';
import { unfinishedAnswer } from '../llm/unfinished-answer.js';
import type { AgentTurn, Conversation } from './conversation.js';

/** One move. */
export type AgentMove =
  | { readonly kind: 'ask' }
  /** Ask again: the last answer does not fit. */
  | { readonly kind: 'repair'; readonly problems: readonly string[] }
  /** Make the open calls of the last turn. */
  | { readonly kind: 'act'; readonly turn: AgentTurn }
  | { readonly kind: 'complete'; readonly output: JsonValue; readonly repairs: number }
  | { readonly kind: 'fail'; readonly failure: Failure };

/** An answer that does not fit is sent back so many times. */
const repairAttempts = 1;

/** The next move. */
export function nextMove({ turns, last }: Conversation, { node, outputSchema }: CompiledNode): AgentMove {
  const { max_iterations } = node as AgentNode;
  if (!last) return { kind: 'ask' };
  if (last.finishReason !== 'stop') return { kind: 'fail', failure: unfinishedAnswer(last.finishReason) };
  const isOver = turns.length >= max_iterations;
  if (last.calls.length > 0) {
    if (isOver) return { kind: 'fail', failure: tooManyTurns(max_iterations) };
    return last.calls.some(({ result }) => result === null) ? { kind: 'act', turn: last } : { kind: 'ask' };
  }
  const read = readAnswer(outputSchema, last.answer.text);
  const repairs = turns.filter(({ calls }) => calls.length === 0).length - 1;
  if (read.ok) return { kind: 'complete', output: read.output, repairs };
  if (repairs < repairAttempts && !isOver) return { kind: 'repair', problems: read.problems };
  // Another attempt would go on from here, and find the same.
  return { kind: 'fail', failure: { ...misfit(read.problems), retryable: false } };
}

/** What the model is told of an answer that asked for no call and does not fit. */
export function remarkOn({ outputSchema }: CompiledNode): (turn: AgentTurn) => string {
  return ({ answer }) => {
    const read = readAnswer(outputSchema, answer.text);
    return repairPrompt(read.ok ? [] : read.problems);
  };
}

function tooManyTurns(limit: number): Failure {
  const message = `The agent did not come to an end within ${limit} turns.`;
  return { code: 'iteration-limit-exceeded', message, retryable: false, evidence: { limit } };
}
