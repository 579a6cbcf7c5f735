/** Whether a failed attempt is followed by another, and when. Pure: jitter is added by whoever holds the dice. */
import type { Failure, ResolvedRetry } from '@ice/core';
import type { NodeRun } from '../node-run.js';

/** A retry to make. */
export interface RetryDecision {
  /** Which policy answers for the failure; its own count goes up. */
  readonly policy: number;
  readonly delayMs: number;
  readonly jitter: boolean;
}

/** The next retry of a run after this failure, or null when it is final. Policies are tried in order; the first that matches decides. */
export function decideRetry(run: NodeRun, failure: Failure): RetryDecision | null {
  const policies = run.plan.node.retry;
  const index = policies.findIndex((policy) => matches(policy, failure));
  const policy = policies[index];
  if (!policy) return null;
  const used = run.retries.filter((other) => other === index).length;
  if (used + 1 >= policy.max_attempts) return null;
  const asked = failure.retry_after_ms ?? 0;
  return { policy: index, delayMs: Math.max(backoffMs(policy, used), asked), jitter: policy.jitter && asked === 0 };
}

function matches(policy: ResolvedRetry, failure: Failure): boolean {
  if (policy.on === 'retryable') return failure.retryable;
  return policy.on === '*' || policy.on.includes(failure.code);
}

function backoffMs(policy: ResolvedRetry, retriesBefore: number): number {
  const grown = {
    fixed: policy.initial_ms,
    linear: policy.initial_ms * (retriesBefore + 1),
    exponential: policy.initial_ms * 2 ** Math.min(retriesBefore, 40),
  }[policy.backoff];
  return Math.min(grown, policy.max_ms);
}
