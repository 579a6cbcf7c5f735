/** The early end of an execution whose `finally` block still has to run: as an event, and back. */
import type { EventData, EventDraft } from '@ice/core';
import type { Verdict } from './scheduler-options.js';

/** An end that came before everything had settled. */
export type EarlyVerdict = Exclude<Verdict, { status: 'completed' }>;

/** `execution.ending`. */
export function endingDraft(verdict: EarlyVerdict): EventDraft {
  const data = verdict.status === 'failed' ? { failure: verdict.failure } : { reason: verdict.reason };
  return { type: 'execution.ending', data };
}

/** What a recorded `execution.ending` says. */
export function verdictOf({ failure, reason = '' }: EventData['execution.ending']): EarlyVerdict {
  return failure ? { status: 'failed', failure } : { status: 'cancelled', reason };
}

/** Why a child is cancelled that its parent does not wait for (any more). */
export const parentGone = 'parent';

/** True for a cancel by the parent that has come before: whoever goes on with a parent tells its children again. */
export function isToldAgain(known: Verdict, told: EarlyVerdict): boolean {
  return [known, told].every((verdict) => verdict.status === 'cancelled' && verdict.reason === parentGone);
}
