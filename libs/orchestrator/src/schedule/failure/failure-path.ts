/** The way of a failure: first the retries, then what `on_error` says. */
import type { Failure, JsonObject, JsonValue, Usage } from '@ice/core';
import { checkAgainst } from '../check-schema.js';
import { evaluateField } from '../evaluate-field.js';
import type { FrameTree } from '../frame/frame-tree.js';
import type { NodeRun } from '../node-run.js';
import { withPath, type RunBook } from '../run-book.js';
import type { Outcome } from '../scheduler-options.js';
import type { TurnCollector } from '../turn.js';
import { decideRetry } from './retry-decision.js';

type Spent = { readonly usage?: Usage };

/** Leads failures of one execution. */
export class FailurePath {
  constructor(
    private readonly book: RunBook,
    private readonly tree: FrameTree,
    private readonly turn: TurnCollector,
    private readonly jitter: (delayMs: number) => number,
  ) {}

  /** An attempt failed: another one follows, or the failure is final. */
  attemptFailed(run: NodeRun, failure: Failure, usage?: Usage): void {
    const spent = usage === undefined ? {} : { usage };
    const retry = decideRetry(run, failure);
    if (!retry) return this.finallyFailed(run, failure, spent);
    const delayMs = Math.round(retry.jitter ? this.jitter(retry.delayMs) : retry.delayMs);
    run.retries.push(retry.policy);
    const data = { failure, delay_ms: delayMs, next_attempt: run.attempts + 1, ...spent };
    this.book.record(run, { type: 'node.retrying', data });
    this.turn.retry({ run, delayMs });
  }

  /** The time of an attempt, or of a container, is over. */
  timedOut(run: NodeRun, limit_ms: number): void {
    if (this.book.running.has(run)) this.turn.abort(run);
    this.tree.closeFrames(run, 'timeout');
    const message = `It did not end within ${limit_ms} ms.`;
    this.attemptFailed(run, { code: 'timeout', message, retryable: true, evidence: { limit_ms } });
  }

  /** No attempt follows: `on_error` decides what the node run comes to. */
  finallyFailed(run: NodeRun, failure: Failure, spent: Spent = {}): void {
    const duration_ms = this.book.elapsed(run);
    switch (run.plan.node.onError) {
      case 'fail':
        return this.book.record(run, { type: 'node.failed', data: { failure, duration_ms, ...spent } });
      case 'continue':
        return this.book.record(run, {
          type: 'node.failed',
          data: { failure, duration_ms, continued: true, ...spent },
        });
      case 'fallback':
        return this.fallBack(run, failure, spent);
      case 'handle':
        return this.handle(run, failure, spent);
    }
  }

  /** The handle block has ended: its output becomes the node's, its failure has the first one as its cause. */
  handled(run: NodeRun, outcome: Outcome): void {
    const first = run.failure as Failure;
    if (outcome.ok) this.recover(run, 'handle', outcome.output, first, {});
    else this.failAfter(run, outcome.failure, first, {});
  }

  private fallBack(run: NodeRun, failure: Failure, spent: Spent): void {
    const value = evaluateField(run, 'fallback');
    if (value.ok) this.recover(run, 'fallback', value.value, failure, spent);
    else this.failAfter(run, value.failure, failure, spent);
  }

  /** What stands in for an output has to fit where the output would have. */
  private recover(run: NodeRun, by: 'fallback' | 'handle', output: JsonValue, failure: Failure, spent: Spent): void {
    const misfit = checkAgainst(run.plan.node.outputSchema, output, 'output-invalid');
    if (misfit) return this.failAfter(run, misfit, failure, spent);
    const data = { output, duration_ms: this.book.elapsed(run), recovered: { by, failure }, ...spent };
    this.book.record(run, { type: 'node.completed', data });
  }

  private failAfter(run: NodeRun, failure: Failure, cause: Failure, spent: Spent): void {
    const data = { failure: { ...failure, cause }, duration_ms: this.book.elapsed(run), ...spent };
    this.book.record(run, { type: 'node.failed', data });
  }

  private handle(run: NodeRun, failure: Failure, spent: Spent): void {
    this.book.record(run, { type: 'node.handling', data: { failure, ...spent } });
    openHandleBlock(this.tree, run, failure);
  }
}

/** Enters the handle block of a run; it may read `failure {code, message, path}`. */
export function openHandleBlock(tree: FrameTree, run: NodeRun, failure: Failure): void {
  run.handling = true;
  const path = withPath(failure, run.path).path ?? run.path;
  const readable: JsonObject = { code: failure.code, message: failure.message, path };
  tree.open(run, 'handle', { key: 'handle', variables: { failure: readable } });
}
