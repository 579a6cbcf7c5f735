/** Says how a program ended in the words of the engine: a value, or a failure with a code. */
import type { CodeOutcome, CodeRequest, Failure, JsonObject, JsonValue } from '@ice/core';
import type { GuestAnswer } from './guest-answer.js';

const longestMessage = 500;
const mebibyte = 1_048_576;

/** The outcome behind an answer. */
export function outcomeOf(answer: GuestAnswer, request: CodeRequest): CodeOutcome {
  if (answer.kind === 'value') return { ok: true, output: JSON.parse(answer.json) as JsonValue };
  return { ok: false, failure: failureOf(answer, request) };
}

function failureOf(answer: Exclude<GuestAnswer, { kind: 'value' }>, request: CodeRequest): Failure {
  const { timeoutMs, memoryBytes, maxOutputBytes } = request;
  switch (answer.kind) {
    case 'failed':
      return failed(answer);
    case 'unfit':
      return failure('code-output-invalid', `The result is no JSON: ${answer.message}.`);
    case 'large':
      return failure('output-too-large', `The value is larger than ${maxOutputBytes} bytes.`);
    case 'memory': {
      const message = `The program needs more than ${Number((memoryBytes / mebibyte).toFixed(2))} MiB of memory.`;
      return failure('code-memory-exceeded', message, { limit_bytes: memoryBytes });
    }
    case 'late': {
      const message = `The program did not end within ${timeoutMs} ms.`;
      return { ...failure('timeout', message, { limit_ms: timeoutMs }), retryable: true };
    }
  }
}

function failed({ name, message, line, column }: Extract<GuestAnswer, { kind: 'failed' }>): Failure {
  const what = [name, message].filter((part) => part !== '').join(': ') || 'No reason was given.';
  const place = line === undefined ? '' : ` (line ${line})`;
  const evidence = { ...(name !== '' && { name }), ...(line !== undefined && { line }), ...(column && { column }) };
  const cut = what.slice(0, longestMessage - place.length);
  return failure('code-failed', `${cut}${place}`, evidence);
}

function failure(code: string, message: string, evidence: JsonObject = {}): Failure {
  const more = Object.keys(evidence).length > 0 ? { evidence } : {};
  return { code, message: message.slice(0, longestMessage), retryable: false, ...more };
}
