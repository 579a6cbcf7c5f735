/** `llm`: asks a language model, and climbs down a ladder until an answer fits: the model's first answer, repairs (the problems are
 *  sent back to it), then each fallback model. Every rung is an event; the usage of all rungs is the node run's usage. All of them are
 *  paid for before the first call. */
import { isFailureError, type Failure, type JsonObject, type LlmNode } from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';
import { failureOf } from '../../run/attempt/failure-of.js';
import type { LeafKind } from '../../run/attempt/leaf-kind.js';
import { evaluateFields } from '../../schedule/evaluate-field.js';
import type { Outcome } from '../../schedule/scheduler-options.js';
import { askModel, requestOf, type Answer } from './ask-model.js';
import { messagesOf } from './messages-of.js';
import { refuseCall } from './refuse-call.js';
import { UsageMeter } from './usage-meter.js';
import { worstCase } from './worst-case.js';

const fields = ['prompt', 'messages', 'system'] as const;

/** The llm kind. */
export const llmKind: LeafKind = {
  resolve: (run) => evaluateFields(run, fields),

  worstCost(context) {
    const node = context.node.node as LlmNode;
    const { model, fallback_models = [] } = node;
    const opening = messagesOf(context.input as JsonObject);
    const requests = [model, ...fallback_models]
      .filter((name) => refuseCall(context, name, opening, node.max_input_tokens) === null)
      .map((name) => requestOf(context, name, opening));
    return worstCase(context.means.models, requests, node);
  },

  async execute(context) {
    const { model, fallback_models = [] } = context.node.node as LlmNode;
    const meter = new UsageMeter();
    let last: Answer = { ok: false, failure: outOfModels() };
    for (const [rung, name] of [model, ...fallback_models].entries()) {
      if (!last.ok && rung > 0) noteFallback(context, rung, name, last.failure);
      last = await askThisModel(context, name, meter);
      if (last.ok) return succeeded(last, rung, meter);
      if (context.signal.aborted) break;
    }
    return { ok: false, failure: last.ok ? outOfModels() : last.failure, ...meter.spent() };
  },
};

/** One model: its answer, or its failure as a value so that the next model may be asked. */
async function askThisModel(context: AttemptContext, name: string, meter: UsageMeter): Promise<Answer> {
  try {
    return await askModel(context, name, messagesOf(context.input as JsonObject), meter);
  } catch (thrown) {
    if (!isFailureError(thrown) && context.signal.aborted) throw thrown;
    return { ok: false, failure: failureOf(thrown, 'model-failed') };
  }
}

function succeeded(answer: Extract<Answer, { ok: true }>, rung: number, meter: UsageMeter): Outcome {
  const quality = rung > 0 ? 'degraded' : answer.repairs > 0 ? 'repaired' : 'clean';
  return { ok: true, output: answer.output, quality, ...meter.spent() };
}

function noteFallback(context: AttemptContext, rung: number, to: string, failure: Failure): void {
  const { model, fallback_models = [] } = context.node.node as LlmNode;
  const from = [model, ...fallback_models][rung - 1] ?? model;
  context.note({ type: 'model.fell_back', data: { from, to, failure } });
}

function outOfModels(): Failure {
  return { code: 'model-failed', message: 'No model could be asked.', retryable: false };
}
