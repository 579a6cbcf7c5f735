import { describe, expect, it } from '@jest/globals';
import { call, sampleRun } from '../testing/sample-plan.js';
import { evaluateField } from './evaluate-field.js';

describe('a field of a node', () => {
  it('that the document does not have is null', () => {
    expect(evaluateField(sampleRun([call('a')]), 'concurrency')).toEqual({ ok: true, value: null });
  });

  it('sees inputs, the execution, its own attempt, and what is given for this once', () => {
    const run = sampleRun(
      [
        {
          id: 'a',
          type: 'recursive',
          state: ['{{ inputs.n }}', '{{ execution.id }}', '{{ attempt }}'],
          until: '{{ state[0] + iteration > 2 }}',
          max_iterations: 2,
          body: { nodes: [call('b')] },
        },
      ],
      { inputs: { n: { type: 'number' } } },
      { n: 2 },
    );
    expect(evaluateField(run, 'state')).toEqual({ ok: true, value: [2, 'ex_0000000000000000000000SAMP', 1] });
    run.attempts = 3;
    expect(evaluateField(run, 'state')).toEqual({ ok: true, value: [2, 'ex_0000000000000000000000SAMP', 3] });
    expect(evaluateField(run, 'until', { state: [2], iteration: 1 })).toEqual({ ok: true, value: true });
  });

  it('says in the engine’s words why it has no value', () => {
    const run = sampleRun([call('a', { tool_args: { x: '{{ 1 / 0 }}' } })]);
    expect(evaluateField(run, 'tool_args')).toEqual({
      ok: false,
      failure: {
        code: 'expression-failed',
        message: expect.stringMatching(/^tool_args: .+/),
        retryable: false,
        evidence: { field: 'tool_args', reason: expect.any(String) },
      },
    });
  });

  it('gives values that nobody can change', () => {
    const inputs = { deep: { list: [1] } };
    const run = sampleRun(
      [call('a', { tool_args: { made: [{ of: '{{ inputs.deep }}' }] } })],
      { inputs: { deep: {} } },
      inputs,
    );
    const result = evaluateField(run, 'tool_args');
    const parts = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(parts)] : [];
    expect(result).toEqual({ ok: true, value: { made: [{ of: { list: [1] } }] } });
    expect(
      parts(result)
        .slice(1)
        .filter((part) => !Object.isFrozen(part)),
    ).toEqual([]);
  });
});
