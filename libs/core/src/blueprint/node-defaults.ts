/** What a node does where its document says nothing: effect, retries, timeout. The document itself is never filled in. */
import { longestSeconds, type Effect, type RetryPolicy } from './node-fields.js';
import type { BlueprintNode, NodeKind } from './node-schema.js';

/** A retry policy without gaps. */
export interface ResolvedRetry {
  /** `*` every failure, `retryable` those that say so, or the named codes. */
  readonly on: '*' | 'retryable' | readonly string[];
  /** The first attempt counts too. */
  readonly max_attempts: number;
  readonly backoff: 'fixed' | 'linear' | 'exponential';
  readonly initial_ms: number;
  /** Never below `initial_ms`. */
  readonly max_ms: number;
  /** True: wait a random time between 0 and the computed one. */
  readonly jitter: boolean;
}

/** The policy of nodes that call out and may be repeated, and what fills the gaps of a policy that is written out. */
export const defaultRetry: ResolvedRetry = Object.freeze({
  on: 'retryable',
  max_attempts: 3,
  backoff: 'exponential',
  initial_ms: 500,
  max_ms: 30_000,
  jitter: true,
});

/** Timeout of one attempt in ms, for the kinds that have one by default; of `human` and `wait` the time for the answer. */
export const defaultTimeoutMs = Object.freeze({
  tool: 60_000,
  llm: 120_000,
  agent: 600_000,
  code: 5_000,
  human: longestSeconds * 1_000,
  wait: longestSeconds * 1_000,
});

/** Bounds of an agent where its document has none, named as there. */
export const defaultAgentBounds = Object.freeze({ max_tool_calls: 4, max_tool_output_tokens: 2_000 });

/** How deep the child executions of a `workflow` nest where the document does not say. */
export const defaultMaxDepth = 8;

/** What repeating the node may do outside: its own word, else its tool's; what calls a model is idempotent, all else is pure. */
export function resolveEffect(node: BlueprintNode, toolEffect?: Effect): Effect {
  if (node.effect !== undefined) return node.effect;
  if (node.type === 'llm' || node.type === 'agent') return 'idempotent';
  return node.type === 'tool' ? (toolEffect ?? 'idempotent') : 'pure';
}

/** The node's retry policies in the order in which they are tried; empty = one attempt. */
export function resolveRetry(node: BlueprintNode, effect: Effect): readonly ResolvedRetry[] {
  if (node.retry !== undefined) return Object.freeze([node.retry].flat().map(fillRetry));
  const callsOut = node.type === 'llm' || node.type === 'agent' || node.type === 'tool';
  return Object.freeze(callsOut && effect !== 'at_most_once' ? [defaultRetry] : []);
}

function fillRetry(policy: RetryPolicy): ResolvedRetry {
  const initialMs = policy.initial_ms ?? Math.min(defaultRetry.initial_ms, policy.max_ms ?? Infinity);
  return Object.freeze({
    on: policy.on ?? defaultRetry.on,
    max_attempts: policy.max_attempts,
    backoff: policy.backoff ?? defaultRetry.backoff,
    initial_ms: initialMs,
    max_ms: Math.max(policy.max_ms ?? defaultRetry.max_ms, initialMs),
    jitter: policy.jitter ?? defaultRetry.jitter,
  });
}

/** Timeout of one attempt in whole ms; null = none, or an expression that only an execution can tell. */
export function resolveTimeoutMs(node: BlueprintNode): number | null {
  if (typeof node.timeout_s === 'number') return Math.max(1, Math.round(node.timeout_s * 1000));
  if (node.timeout_s !== undefined) return null;
  // A wait for a time ends by itself.
  if (node.type === 'wait' && node.signal === undefined) return null;
  return hasTimeout(node.type) ? defaultTimeoutMs[node.type] : null;
}

function hasTimeout(kind: NodeKind): kind is keyof typeof defaultTimeoutMs {
  return Object.hasOwn(defaultTimeoutMs, kind);
}
