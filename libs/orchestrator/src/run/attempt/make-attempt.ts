/** One attempt from order to outcome. Never throws and never hangs on to anything: what a kind throws becomes a failure, and an
 *  output is sealed (plain, frozen, bounded JSON) and without secrets before anyone else sees it. */
import { sealJson, type Failure } from '@ice/core';
import type { Outcome } from '../../schedule/scheduler-options.js';
import { OutOfBudget } from '../purse/out-of-budget.js';
import type { AttemptContext } from './attempt-context.js';
import { boundedFailure } from './bounded-failure.js';
import { failureOf } from './failure-of.js';
import type { LeafKind } from './leaf-kind.js';

/** Largest output of one node run, in bytes of JSON. */
export const maxOutputBytes = 4 * 1_024 * 1_024;

/**
 * Makes the attempt, unless what an earlier one gave may take its place; or gives back that it cannot be paid for.
 * @param execute makes what has been paid for. Default: the kind does, here.
 */
export async function makeAttempt(
  kind: LeafKind,
  context: AttemptContext,
  execute: () => Promise<Outcome> = () => kind.execute(context),
): Promise<Outcome | OutOfBudget> {
  const { cache } = context.node;
  const { secrets } = context.means;
  try {
    if (secrets.areRead) await secrets.recall();
    const make = (): Promise<Outcome> => payAndExecute(kind, context, execute);
    return await (cache === null ? make() : context.means.cache.attempt(context, cache, make));
  } catch (thrown) {
    if (thrown instanceof OutOfBudget) return thrown;
    return secrets.maskOutcome({ ok: false, failure: failureOf(thrown, codeOf(context)) });
  }
}

async function payAndExecute(
  kind: LeafKind,
  context: AttemptContext,
  execute: () => Promise<Outcome>,
): Promise<Outcome> {
  if (kind.worstCost) await context.reserve(kind.worstCost(context));
  return finished(await execute(), context);
}

/** Here and not in the journal alone: what comes after reads the same as whoever goes on from the journal. */
function finished(outcome: Outcome, { means }: AttemptContext): Outcome {
  return means.secrets.maskOutcome(
    outcome.ok ? sealed(outcome) : { ...outcome, failure: boundedFailure(outcome.failure) },
  );
}

/** Makes an attempt for its owner, who has paid for it and looked into the cache before. */
export async function makeForOwner(kind: LeafKind, context: AttemptContext): Promise<Outcome> {
  const { secrets } = context.means;
  try {
    if (secrets.areRead) await secrets.recall();
    return finished(await kind.execute(context), context);
  } catch (thrown) {
    return secrets.maskOutcome({ ok: false, failure: failureOf(thrown, codeOf(context)) });
  }
}

function sealed(outcome: Extract<Outcome, { ok: true }>): Outcome {
  const result = sealJson(outcome.output, maxOutputBytes);
  if (result.ok) return { ...outcome, output: result.value };
  const code = result.problem === 'too-large' ? 'output-too-large' : 'tool-output-invalid';
  const failure: Failure = { code, message: result.message, retryable: false };
  return { ok: false, failure, ...(outcome.usage && { usage: outcome.usage }) };
}

function codeOf(context: AttemptContext): 'tool-failed' | 'model-failed' | 'engine-fault' {
  // Whatever a program does is an outcome: a throw is the sandbox's own.
  if (context.node.kind === 'code') return 'engine-fault';
  return context.node.kind === 'llm' || context.node.kind === 'agent' ? 'model-failed' : 'tool-failed';
}
