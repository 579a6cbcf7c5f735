/** Makes one call of an agent: a tool, or a blueprint as a child execution. How it fails is told to the model, which may do better; only
 *  the end of the attempt itself is thrown. */
import {
  defaultTimeoutMs,
  sealJson,
  type AgentNode,
  type AgentTool,
  type Failure,
  type JsonObject,
  type JsonValue,
  type Usage,
} from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';
import { failureOf } from '../../run/attempt/failure-of.js';
import { maxOutputBytes } from '../../run/attempt/make-attempt.js';
import type { Outcome } from '../../schedule/scheduler-options.js';
import { toolContextOf } from '../tool/tool-context-of.js';
import { cutText } from './cut-text.js';
import type { AllowedCall } from './judge-call.js';

/** What the model is told, and what the call has cost. */
export interface CallResult {
  readonly ok: boolean;
  readonly text: string;
  readonly usage?: Usage;
}

/** Which call it is. */
export interface CallPlace {
  /** Unique among the calls of the node run. */
  readonly part: string;
  /** The child execution that is recorded for it: every call of a blueprint has one before it is made. Null for a tool. */
  readonly childId: string | null;
}

/** From a child that could not be started to the next try. */
const childRetryMs = 5_000;

/** Makes the call. @throws the signal's reason. */
export async function callTool(
  context: AttemptContext,
  { tool, input }: AllowedCall,
  { part, childId }: CallPlace,
): Promise<CallResult> {
  const made =
    tool.revision === null
      ? await callCatalogTool(context, tool.name, input, part)
      : await callBlueprint(context, { executionId: childId as string, revision: tool.revision, inputs: input });
  // Before it is cut: half a secret is not known as one.
  const outcome = context.means.secrets.maskOutcome(made);
  context.signal.throwIfAborted();
  const text = outcome.ok ? textOf(outcome.output) : failureText(outcome.failure, tool);
  return { ok: outcome.ok, text: cutForModel(context, text), ...(outcome.usage && { usage: outcome.usage }) };
}

/** A text that comes back for a call, cut to what the agent's model may be told of one. */
export function cutForModel({ means, node }: AttemptContext, text: string): string {
  const { maxToolOutputTokens = Infinity } = node.agent ?? {};
  const { model } = node.node as AgentNode;
  return cutText(text, maxToolOutputTokens, (piece) => means.models.countTokens(model, piece));
}

async function callCatalogTool(
  context: AttemptContext,
  name: string,
  input: JsonObject,
  part: string,
): Promise<Outcome> {
  const timeout = new AbortController();
  const stop = context.means.clock.after(defaultTimeoutMs.tool, () => timeout.abort(new Error('timeout')));
  const signal = AbortSignal.any([context.signal, timeout.signal]);
  const toolContext = { ...toolContextOf(context), signal, idempotencyKey: context.idempotencyKeyOf(part) };
  try {
    return sealed(await unlessAborted(context.means.tool(name).run(input, toolContext), signal));
  } catch (thrown) {
    context.signal.throwIfAborted();
    return { ok: false, failure: timeout.signal.aborted ? timedOut() : failureOf(thrown, 'tool-failed') };
  } finally {
    stop();
  }
}

/** A tool that does not listen to its signal is not waited for. */
async function unlessAborted<Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    void result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function sealed(output: JsonValue): Outcome {
  const result = sealJson(output, maxOutputBytes);
  if (result.ok) return { ok: true, output: result.value };
  return { ok: false, failure: { code: 'output-too-large', message: result.message, retryable: false } };
}

function timedOut(): Failure {
  const message = `It did not end within ${defaultTimeoutMs.tool} ms.`;
  return { code: 'timeout', message, retryable: true };
}

/** One that could not be started is tried again. */
async function callBlueprint(
  context: AttemptContext,
  child: Parameters<AttemptContext['runChild']>[0],
): Promise<Outcome> {
  for (;;) {
    const outcome = await context.runChild(child);
    if (outcome) return outcome;
    await context.sleep(childRetryMs);
  }
}

function textOf(output: JsonValue): string {
  return typeof output === 'string' ? output : JSON.stringify(output);
}

/** A call that may be made once at most, and has failed, may have taken effect: the model is not asked to try again. */
function failureText({ code, message, retryable }: Failure, { effect }: AgentTool): string {
  const isWorthTrying = retryable && effect !== 'at_most_once';
  return JSON.stringify({ error: { code, message, retryable: isWorthTrying } });
}
