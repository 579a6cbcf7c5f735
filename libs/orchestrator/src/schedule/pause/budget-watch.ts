/** What a used-up budget does to an execution: it is held until somebody raises the budget, has it try again, or ends it. One question
 *  at a time, however many attempts have found out. Pure, like all of the scheduler. */
import {
  formatUsd,
  usdToNano,
  type BudgetShortage,
  type ExecutionEvent,
  type JsonObject,
  type NanoUsd,
} from '@ice/core';
import type { EarlyVerdict } from '../ending-draft.js';
import type { TurnCollector } from '../turn.js';
import { answeredData, type AnswerBook, type OfferedAnswer } from '../wait/answer-book.js';
import { budgetFailure, budgetSignal, raiseSignal } from './budget-signal.js';

/** What watching the budget works on. */
export interface BudgetWatchParts {
  readonly executionId: string;
  /** What the execution may cost in USD at its start; null: no limit of its own. */
  readonly budgetUsd: number | null;
  readonly turn: TurnCollector;
  readonly answers: AnswerBook;
  /** Ends the execution early. */
  stop(verdict: EarlyVerdict): void;
}

/** The open question. */
type Question = Extract<ExecutionEvent, { readonly type: 'budget.exhausted' }>['data'];

/** A warning comes when so much of the budget is spent. */
const warnedShare = 0.8;

/** Watches the budget of one execution. */
export class BudgetWatch {
  /** What it may cost by now, in USD; null: no limit of its own. */
  budgetUsd: number | null;
  private question: Question | null = null;
  private questions = 0;
  private isWarned = false;

  constructor(private readonly parts: BudgetWatchParts) {
    this.budgetUsd = parts.budgetUsd;
  }

  /** Nothing starts while this holds. */
  get isPaused(): boolean {
    return this.question !== null;
  }

  /** An attempt cannot be paid for. The first one that tells asks; null: it was let go with one that has told. */
  runOut(shortage: BudgetShortage | null): void {
    if (this.question || !shortage) return;
    const signal = budgetSignal(this.parts.executionId, this.questions, shortage);
    this.ask({ signal, ...shortage });
    this.parts.turn.record({ type: 'budget.exhausted', data: { signal, ...shortage } });
    this.match();
  }

  /** Warns once so much was spent, and once more after each raise; true when it has. */
  look(spent: NanoUsd): boolean {
    if (this.isWarned || this.budgetUsd === null || spent < warnedShare * usdToNano(this.budgetUsd)) return false;
    this.isWarned = true;
    const data = { spent_usd: formatUsd(spent), budget_usd: this.budgetUsd };
    this.parts.turn.record({ type: 'execution.budget_warned', data });
    return true;
  }

  /** Takes what was answered, and what was raised from below. */
  match(): void {
    this.takeRaise();
    const offered = this.question && this.parts.answers.find(this.question.signal);
    if (offered) this.answered(this.question as Question, offered);
  }

  /** Asks nothing any more: the execution is ending. */
  letGo(): void {
    this.question = null;
  }

  /** Applies what a journal says of the budget; false for an event that speaks of something else. */
  replay(event: ExecutionEvent): boolean {
    switch (event.type) {
      case 'budget.exhausted':
        this.ask(event.data);
        return true;
      case 'signal.answered':
        if (this.question?.signal.signal_id === event.data.signal_id) this.question = null;
        return true;
      case 'budget.raised':
        this.parts.answers.use(event.data.answer_id);
        if (event.data.execution_id === undefined) this.raised(event.data.budget_usd);
        return true;
      case 'execution.budget_warned':
        this.isWarned = true;
        return true;
      default:
        return false;
    }
  }

  private ask(question: Question): void {
    this.question = question;
    this.questions += 1;
  }

  private answered(question: Question, offered: OfferedAnswer): void {
    this.close(question, offered);
    const { answer } = offered;
    const value = 'value' in answer ? answer.value : 'end';
    if (value === 'end') return this.parts.stop({ status: 'failed', failure: budgetFailure(question, answer) });
    if (value !== 'resume') this.raise(question, (value as JsonObject)['raise_to_usd'] as number, offered);
  }

  private close({ signal }: Question, offered: OfferedAnswer): void {
    this.question = null;
    this.parts.answers.use(offered.id);
    this.parts.turn.record({ type: 'signal.answered', data: answeredData(signal, offered) });
  }

  /** Of an execution above this one: whoever drives this one has that one told. */
  private raise({ level, account }: Question, budget_usd: number, { id: answer_id, by }: OfferedAnswer): void {
    const above = level === 'parent' && { execution_id: account.slice(account.indexOf(':') + 1) };
    const data = { budget_usd, answer_id, ...(by !== undefined && { by }), ...above };
    this.parts.turn.record({ type: 'budget.raised', data });
    if (!above) this.raised(budget_usd);
  }

  /** Somebody has raised this budget where a child asked for it. */
  private takeRaise(): void {
    const offered = this.budgetUsd === null ? null : this.parts.answers.find(raiseSignal(this.budgetUsd));
    if (!offered || !('value' in offered.answer)) return;
    const { id: answer_id, by, answer } = offered;
    const budget_usd = (answer.value as JsonObject)['raise_to_usd'] as number;
    if (this.question) this.close(this.question, offered);
    this.parts.answers.use(answer_id);
    const data = { budget_usd, answer_id, ...(by !== undefined && { by }) };
    this.parts.turn.record({ type: 'budget.raised', data });
    this.raised(budget_usd);
  }

  private raised(budgetUsd: number): void {
    this.budgetUsd = budgetUsd;
    this.isWarned = false;
  }
}
