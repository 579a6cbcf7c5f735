/** Turns what an SDK throws into the failure that the engine knows. No key, no body and no stack gets through. */
import { FailureError, isFailureError, type JsonObject } from '@ice/core';
import { failureRules, unknownFailure, type FailureRule } from './failure-rules.js';
import { withoutKey, type ProviderConnection } from './provider-connection.js';
import { readProviderFault, type ProviderFault } from './provider-fault.js';
import { retryAfterMs } from './retry-after.js';

/** Longest part of a provider's own sentence that is passed on, in characters. */
const longestMessage = 300;

/** Whose call failed, and when. */
export interface FailedCall {
  readonly connection: ProviderConnection;
  /** `provider/name`. */
  readonly model: string;
  /** Ms since 1970. */
  readonly nowMs: number;
}

/** The failure of a call. One that is a failure already stays as it is. */
export function providerFailure(thrown: unknown, call: FailedCall): FailureError {
  if (isFailureError(thrown)) return thrown;
  const fault = readProviderFault(thrown);
  if (fault) return failureOfFault(fault, call);
  const { title } = call.connection;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return new FailureError('model-failed', `${title} could not be asked: ${shown(text, call.connection)}`);
}

function failureOfFault(fault: ProviderFault, call: FailedCall): FailureError {
  const rule = failureRules.find((each) => fits(each, fault)) ?? unknownFailure;
  const { headers, message } = fault;
  const wait = rule.retryable ? retryAfterMs({ headers, message, nowMs: call.nowMs }) : undefined;
  return new FailureError(rule.code, sentenceOf(rule, fault, call.connection), {
    retryable: rule.retryable,
    ...(wait !== undefined && { retryAfterMs: wait }),
    evidence: evidenceOf(fault, call),
  });
}

function fits(rule: FailureRule, { kind, status, words, message }: ProviderFault): boolean {
  if (rule.kind) return rule.kind === kind;
  if (kind !== 'refused') return false;
  if (status !== undefined && rule.statuses?.includes(status)) return true;
  return words.some((word) => rule.word?.test(word)) || (rule.text?.test(message) ?? false);
}

/** `OpenAI did not accept the key of OPENAI_API_KEY: …` */
function sentenceOf(rule: FailureRule, fault: ProviderFault, connection: ProviderConnection): string {
  const variable = rule.code === 'model-unauthorized' && connection.keyVariable;
  const said = shown(fault.message, connection);
  return `${connection.title} ${rule.says}${variable ? ` of ${variable}` : ''}${said ? `: ${said}` : '.'}`;
}

function evidenceOf({ status, words, headers }: ProviderFault, { connection, model }: FailedCall): JsonObject {
  const requestId = headers.get('x-request-id') ?? headers.get('request-id');
  return {
    provider: connection.provider,
    model,
    ...(status !== undefined && { status }),
    ...(words[0] !== undefined && { provider_code: shown(words[0], connection) }),
    ...(requestId !== null && { request_id: shown(requestId, connection) }),
  };
}

/** One line, without the key, not too long. */
function shown(text: string, connection: ProviderConnection): string {
  const line = withoutKey(text, connection).replace(/\s+/gu, ' ').trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}
