/** Every limit of this process with the code that tells of it, as `GET /api/v1/catalog/limits` shows them. */
import { codeMemoryBytes, longestCodeSeconds, maxActions, maxSourceBytes, type CompileLimits } from '@ice/core';
import type { HttpLimits } from '../config/app-config.js';
import { maxInputBytes } from '../executions/start/complete-inputs.js';
import { maxIdLength } from '../http/server/check-request.js';
import { maxOutputBytes } from '@ice/orchestrator';
import type { Quotas } from '../rate-limit/quotas.js';
import type { RateLimits } from '../rate-limit/rate-limits.js';
import type { StreamLimits } from '../stream/stream-limits.js';

/** One limit. */
export interface Limit {
  readonly name: string;
  readonly value: number;
  readonly unit:
    | 'bytes'
    | 'characters'
    | 'levels'
    | 'tokens'
    | 'ms'
    | 'nodes'
    | 'edges'
    | 'blueprints'
    | 'actions'
    | 'executions'
    | 'findings'
    | 'sockets'
    | 'subscriptions'
    | 'requests';
  /** The code of the problem or diagnostic above the limit. */
  readonly code: string;
}

/** The limits, from the door inwards. */
export function listLimits({
  http,
  compile,
  stream,
  rates,
  quotas,
}: {
  readonly http: HttpLimits;
  readonly compile: CompileLimits;
  readonly stream: StreamLimits;
  readonly rates: RateLimits;
  readonly quotas: Quotas;
}): readonly Limit[] {
  return [
    { name: 'headers', value: http.maxHeaderBytes, unit: 'bytes', code: 'headers-too-large' },
    { name: 'path_parameter', value: maxIdLength, unit: 'characters', code: 'uri-too-long' },
    { name: 'node_path', value: http.maxParamLength, unit: 'characters', code: 'uri-too-long' },
    { name: 'request_time', value: http.requestTimeoutMs, unit: 'ms', code: 'request-timeout' },
    { name: 'body', value: http.maxBodyBytes, unit: 'bytes', code: 'body-too-large' },
    { name: 'json_depth', value: http.json.maxDepth, unit: 'levels', code: 'json-too-deep' },
    { name: 'json_tokens', value: http.json.maxTokens, unit: 'tokens', code: 'json-too-large' },
    { name: 'json_key', value: http.json.maxKeyLength, unit: 'characters', code: 'key-too-long' },
    { name: 'blueprint_nodes', value: compile.maxNodes, unit: 'nodes', code: 'too-many-nodes' },
    { name: 'blueprint_edges', value: compile.maxEdges, unit: 'edges', code: 'too-many-edges' },
    { name: 'blueprint_children', value: compile.maxBlueprints, unit: 'blueprints', code: 'too-many-blueprints' },
    { name: 'blueprint_nesting', value: compile.maxNesting, unit: 'levels', code: 'nesting-too-deep' },
    { name: 'code_source', value: maxSourceBytes, unit: 'bytes', code: 'validation-failed' },
    { name: 'partial_actions', value: maxActions, unit: 'actions', code: 'validation-failed' },
    { name: 'diagnostics_shown', value: compile.maxDiagnostics, unit: 'findings', code: 'blueprint-invalid' },
    { name: 'open_streams', value: stream.maxSockets, unit: 'sockets', code: 'subscription-limit' },
    { name: 'key_streams', value: stream.maxSocketsPerKey, unit: 'sockets', code: 'subscription-limit' },
    { name: 'unknown_sockets', value: stream.maxUnknownSockets, unit: 'sockets', code: 'subscription-limit' },
    { name: 'socket_subscriptions', value: stream.maxSubscriptions, unit: 'subscriptions', code: 'subscription-limit' },
    ...rateLimits(rates),
    { name: 'open_partials', value: quotas.openPartials, unit: 'blueprints', code: 'quota-exceeded' },
    { name: 'running_executions', value: quotas.runningExecutions, unit: 'executions', code: 'queue-full' },
    { name: 'execution_inputs', value: maxInputBytes, unit: 'bytes', code: 'inputs-too-large' },
    { name: 'node_output', value: maxOutputBytes, unit: 'bytes', code: 'output-too-large' },
    { name: 'code_memory', value: codeMemoryBytes, unit: 'bytes', code: 'code-memory-exceeded' },
    { name: 'code_time', value: longestCodeSeconds * 1_000, unit: 'ms', code: 'timeout' },
  ];
}

/** None where requests are not counted. */
function rateLimits({ requestsPerMinute, refusalsPerMinute }: RateLimits): readonly Limit[] {
  const limits = { requests_per_minute: requestsPerMinute, unknown_keys_per_minute: refusalsPerMinute };
  return Object.entries(limits).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value, unit: 'requests', code: 'rate-limited' }],
  );
}
