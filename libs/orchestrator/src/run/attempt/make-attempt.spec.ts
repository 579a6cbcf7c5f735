import { describe, expect, it } from '@jest/globals';
import { FailureError, type JsonValue, type ToolDefinition } from '@ice/core';
import { failKind } from '../../node-kind/fail/fail-kind.js';
import { toolKind } from '../../node-kind/tool/tool-kind.js';
import type { Outcome } from '../../schedule/scheduler-options.js';
import { sampleAttempt, toolOf } from '../../testing/sample-attempt.js';
import { call } from '../../testing/sample-plan.js';
import { makeAttempt } from './make-attempt.js';

type Run = ReturnType<ToolDefinition['create']>['run'];

/** One attempt of a node that calls a tool. */
async function attempt(run: Run, input: JsonValue = {}): Promise<Outcome> {
  const { context } = sampleAttempt(call('a'), { input, tools: [toolOf('anything', run)] });
  // A tool costs nothing.
  return (await makeAttempt(toolKind, context)) as Outcome;
}

/** What a careless tool may reject with. */
const noError = 'It broke.' as unknown as Error;

const usage = { input_tokens: 1, output_tokens: 1, cost_usd: '0.1' };

describe('an attempt', () => {
  it('gives what the tool gives for its input, sealed', async () => {
    const kept = { list: [1] };
    const outcome = await attempt(async (input) => ({ input, kept }), { n: 1 });
    kept.list.push(2);
    expect(outcome).toEqual({ ok: true, output: { input: { n: 1 }, kept: { list: [1] } } });
    expect(outcome.ok && Object.isFrozen(outcome.output)).toBe(true);
  });

  it.each<[string, Run]>([
    [
      'throws',
      () => {
        throw new Error('It broke.');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('It broke.');
      },
    ],
    ['rejects with a text', () => Promise.reject(noError)],
  ])('fails as tool-failed when the tool %s', async (_how, run) => {
    expect(await attempt(run)).toEqual({
      ok: false,
      failure: { code: 'tool-failed', message: 'It broke.', retryable: false },
    });
  });

  it('fails as the tool says, when it says how', async () => {
    const run: Run = async () => {
      throw new FailureError('out-of-stock', 'None left.', { retryable: true, retryAfterMs: 10 });
    };
    const failure = { code: 'out-of-stock', message: 'None left.', retryable: true, retry_after_ms: 10 };
    expect(await attempt(run)).toEqual({ ok: false, failure });
  });

  it.each<[string, unknown, string]>([
    ['a date', { at: new Date(0) }, 'At /at: an instance of Date is no JSON value.'],
    ['NaN', [NaN], 'At /0: NaN is no JSON number.'],
    ['nothing', undefined, 'The value: undefined is no JSON value.'],
    ['a function', () => 1, 'The value: function is no JSON value.'],
  ])('fails as tool-output-invalid when the tool gives %s', async (_what, output, message) => {
    expect(await attempt(async () => output as JsonValue)).toEqual({
      ok: false,
      failure: { code: 'tool-output-invalid', message, retryable: false },
    });
  });

  it('fails as output-too-large above four megabytes', async () => {
    const text =
      (length: number): Run =>
      async () =>
        'x'.repeat(length);
    expect(await attempt(text(4 * 1_024 * 1_024 - 2))).toMatchObject({ ok: true });
    expect(await attempt(text(4 * 1_024 * 1_024 - 1))).toEqual({
      ok: false,
      failure: { code: 'output-too-large', message: 'The value is larger than 4194304 bytes.', retryable: false },
    });
  });

  it('fails when reading the output fails', async () => {
    const output = Object.defineProperty({}, 'trap', {
      enumerable: true,
      get: () => {
        throw new Error('No.');
      },
    });
    expect(await attempt(async () => output as JsonValue)).toMatchObject({
      ok: false,
      failure: { code: 'tool-failed', message: 'No.' },
    });
  });

  it('fails when the tool has gone', async () => {
    const { context } = sampleAttempt(call('a'));
    expect(await makeAttempt(toolKind, context)).toMatchObject({ ok: false, failure: { code: 'tool-failed' } });
  });

  it('keeps what was spent, whether it ends well or not', async () => {
    const { context } = sampleAttempt(call('a'));
    const spending = (output: unknown) =>
      makeAttempt({ ...toolKind, execute: async () => ({ ok: true, output: output as JsonValue, usage }) }, context);
    expect(await spending('fine')).toEqual({ ok: true, output: 'fine', usage });
    expect(await spending(NaN)).toMatchObject({ ok: false, usage });
    const failure = { code: 'c', message: 'm', retryable: false };
    expect(await makeAttempt({ ...toolKind, execute: async () => ({ ok: false, failure, usage }) }, context)).toEqual({
      ok: false,
      failure,
      usage,
    });
  });

  it('of a model call that throws is a failure of the model', async () => {
    const node = { id: 'a', type: 'llm', model: 'm', prompt: 'p', max_output_tokens: 1 };
    const kind = { ...toolKind, execute: () => Promise.reject(new Error('It broke.')) };
    expect(await makeAttempt(kind, sampleAttempt(node).context)).toMatchObject({ failure: { code: 'model-failed' } });
  });

  it('of a fail node fails as its author said, within bounds', async () => {
    const { context } = sampleAttempt(
      { id: 'a', type: 'fail', code: 'no-stock', message: 'm' },
      { input: { message: 'x'.repeat(9_999) } },
    );
    const failure = { code: 'no-stock', message: 'x'.repeat(2_000), retryable: false };
    expect(await makeAttempt(failKind, context)).toEqual({ ok: false, failure });
  });

  it('of a fail node whose message is no text says it as JSON', async () => {
    const { context } = sampleAttempt(
      { id: 'a', type: 'fail', code: 'no-stock', message: 'm' },
      { input: { message: [1] } },
    );
    expect(await makeAttempt(failKind, context)).toMatchObject({ failure: { message: '[1]' } });
  });
});
