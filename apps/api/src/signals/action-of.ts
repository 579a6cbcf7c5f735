/** What an answer is called in the audit: to raise a budget is more than to answer. Pure. */
import type { AnswerAddress, OpenSignal, SignalAnswer } from '@ice/core';

/** @param signal what it answers: an open signal, or the place where one may open. */
export function actionOf(
  answer: SignalAnswer,
  signal: Pick<OpenSignal, 'kind'> | AnswerAddress,
): 'signal.answered' | 'budget.raised' {
  const isBudget = 'kind' in signal ? signal.kind === 'budget' : 'path' in signal && signal.path.startsWith('budget[');
  return isBudget && 'value' in answer && typeof answer.value === 'object' ? 'budget.raised' : 'signal.answered';
}
