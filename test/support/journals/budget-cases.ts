/** Executions to record: budgets that do not cover the next call. Each call of the model costs 0.001 USD. */
import type { JsonObject } from '@ice/core';
import { answerAt, documentWith, echo, type JournalCase } from './journal-case.js';

const say = (id: string, rest: JsonObject = {}): JsonObject => ({
  id,
  type: 'llm',
  model: 'gpt-4o-mini',
  prompt: 'seven',
  max_output_tokens: 60,
  ...rest,
});

const twoCalls = [say('a'), say('b', { dependencies: ['a'] })];
const finallyTold = { nodes: [echo('told', '{{ execution.budget_usd }}')] };

/** All of them. */
export const budgetCases: readonly JournalCase[] = [
  {
    name: 'budget-raised',
    note: 'The second call is not covered: somebody raises the budget.',
    blueprint: documentWith(twoCalls, { budget_usd: 0.001, finally: finallyTold }),
    moves: [answerAt('', 'waiting', { value: { raise_to_usd: 0.01 } }, 'budget[0]')],
  },
  {
    name: 'budget-ended',
    note: 'The second call is not covered: it is tried again in vain, and then the execution is ended; its finally block runs.',
    blueprint: documentWith(twoCalls, { budget_usd: 0.001, finally: finallyTold }),
    moves: [
      answerAt('', 'waiting', { value: 'resume' }, 'budget[0]'),
      answerAt('', 'waiting', { value: 'end' }, 'budget[1]'),
    ],
  },
  {
    name: 'budget-failed',
    note: 'The second call is not covered, and nobody is asked: its node fails.',
    blueprint: documentWith([...twoCalls, echo('c', 1)], { budget_usd: 0.001, on_budget: 'fail' }),
  },
  {
    name: 'budget-agent',
    note: 'An agent stops between two turns, and goes on there.',
    blueprint: documentWith(
      [
        {
          id: 'helper',
          type: 'agent',
          model: 'openai/gpt-4o-mini',
          instructions: 'agent',
          input: 'Look twice.',
          tools: ['echo', 'sleep'],
          max_iterations: 4,
          max_output_tokens: 60,
        },
      ],
      { budget_usd: 0.001 },
    ),
    moves: [answerAt('', 'waiting', { value: { raise_to_usd: 0.01 } }, 'budget[0]')],
  },
];
