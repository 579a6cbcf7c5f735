/** `Retry` as a list of policies: tried in order, each with its own count, as there. */
import type { JsonObject } from '@ice/core';
import type { Retrier } from './definition.js';
import { codesOf, takesAll } from './error-names.js';
import { NotClaimed } from './not-claimed.js';

const mostAttempts = 100;
const longestMs = 3_600_000;
const never = { max_attempts: 1 };

/** The retry of a node. Without retriers nothing is tried again, whatever a tool says of itself. */
export function retryOf(retriers: readonly Retrier[] = []): readonly JsonObject[] {
  if (retriers.length === 0) return [never];
  const named = new Set(retriers.flatMap(({ ErrorEquals }) => ErrorEquals));
  // The wildcards take neither what a machine cannot go on from, nor (States.TaskFailed) a deadline that has passed.
  const untaken = named.has('States.Runtime') ? [] : [{ on: [...codesOf('States.Runtime')], ...never }];
  return [...untaken, ...retriers.flatMap((retrier, index) => policiesOf(retrier, retriers.slice(index)))];
}

function policiesOf(retrier: Retrier, thisAndLater: readonly Retrier[]): readonly JsonObject[] {
  const names = retrier.ErrorEquals;
  if (takesAll(names)) return [{ on: '*', ...patience(retrier) }];
  if (!names.includes('States.TaskFailed')) return [{ on: names.flatMap(codesOf), ...patience(retrier) }];
  const whoTakesTimeouts = thisAndLater.find(
    (other) => takesAll(other.ErrorEquals) || other.ErrorEquals.includes('States.Timeout'),
  );
  const timeouts = { on: [...codesOf('States.Timeout')], ...(whoTakesTimeouts ? patience(whoTakesTimeouts) : never) };
  return [timeouts, { on: '*', ...patience(retrier) }];
}

/** Waits grow by two or not at all: another rate changes when an attempt begins, not what comes of it. */
function patience(retrier: Retrier): JsonObject {
  const { MaxAttempts = 3, IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds } = retrier;
  if (MaxAttempts >= mostAttempts) throw new NotClaimed('retry-bound', String(MaxAttempts));
  return {
    max_attempts: MaxAttempts + 1,
    backoff: BackoffRate > 1 ? 'exponential' : 'fixed',
    initial_ms: Math.min(IntervalSeconds * 1_000, longestMs),
    max_ms: Math.min((MaxDelaySeconds ?? longestMs) * 1_000, longestMs),
    jitter: retrier.JitterStrategy === 'FULL',
  };
}
