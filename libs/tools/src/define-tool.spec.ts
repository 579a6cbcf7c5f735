import { describe, expect, it } from '@jest/globals';
import { FailureError, type JsonObject } from '@ice/core';
import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { runTool } from './run-tool.js';

const half = defineTool({
  name: 'half',
  description: 'Halves an even number.',
  input: z.object({ value: z.int(), unit: z.enum(['kg', 'cm']).default('kg') }),
  output: z.object({ value: z.number(), unit: z.string() }),
  effect: 'pure',
  examples: [{ input: { value: 4 }, output: { value: 2, unit: 'kg' } }],
  run({ value, unit }) {
    if (value % 2 === 1) throw new FailureError('odd', 'The number is odd.');
    return { value: value / 2, unit };
  },
});

async function failureOf(running: Promise<unknown>): Promise<unknown> {
  return running.then(
    () => 'no failure',
    (error: unknown) => (error instanceof FailureError ? error.failure : error),
  );
}

describe('a defined tool', () => {
  it('describes itself with JSON Schemas that name every argument and refuse the rest', () => {
    expect(half).toEqual({
      create: expect.any(Function),
      name: 'half',
      toolkit: '',
      description: 'Halves an even number.',
      effect: 'pure',
      input: {
        type: 'object',
        properties: {
          value: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
          unit: { type: 'string', enum: ['kg', 'cm'], default: 'kg' },
        },
        required: ['value'],
        additionalProperties: false,
      },
      output: {
        type: 'object',
        properties: { value: { type: 'number' }, unit: { type: 'string' } },
        required: ['value', 'unit'],
        additionalProperties: false,
      },
      examples: [{ input: { value: 4 }, output: { value: 2, unit: 'kg' } }],
    });
  });

  it('fills in defaults before it runs', async () => {
    expect(await runTool(half, { value: 10 })).toEqual({ value: 5, unit: 'kg' });
  });

  it('names every argument that does not fit, with its place', async () => {
    expect(await failureOf(runTool(half, { value: 'four', unit: 'lb', speed: 1 }))).toEqual({
      code: 'tool-input-invalid',
      message:
        'The arguments of half do not fit: /value: Invalid input: expected number, received string; ' +
        '/unit: Invalid option: expected one of "kg"|"cm"; Unrecognized key: "speed".',
      retryable: false,
      evidence: {
        issues: [
          { pointer: '/value', message: 'Invalid input: expected number, received string' },
          { pointer: '/unit', message: 'Invalid option: expected one of "kg"|"cm"' },
          { pointer: '', message: 'Unrecognized key: "speed"' },
        ],
      },
    });
  });

  it('says of a union which kinds it takes', async () => {
    const tool = defineTool({
      name: 'either',
      description: 'Takes two kinds.',
      input: z.object({ cost: z.union([z.number(), z.string()]) }),
      output: z.object({}),
      run: () => ({}),
    });
    expect(await failureOf(runTool(tool, { cost: true }))).toMatchObject({
      evidence: { issues: [{ pointer: '/cost', message: 'expected number or string' }] },
    });
  });

  it('passes a failure of its own on as it is', async () => {
    expect(await failureOf(runTool(half, { value: 3 }))).toEqual({
      code: 'odd',
      message: 'The number is odd.',
      retryable: false,
    });
  });

  it('passes a fault of its own on as it is', async () => {
    const fault = new TypeError('broken');
    const tool = defineTool({ ...base, run: () => Promise.reject(fault) });
    expect(await failureOf(runTool(tool, {}))).toBe(fault);
  });

  it('fails when the result is not what the output schema says', async () => {
    const surprising = { total: '3', extra: true } as unknown as { readonly total: number };
    const tool = defineTool({ ...base, run: () => surprising });
    expect(await failureOf(runTool(tool, {}))).toMatchObject({
      code: 'tool-output-invalid',
      retryable: false,
      evidence: {
        issues: [
          { pointer: '/total', message: 'Invalid input: expected number, received string' },
          { pointer: '', message: 'Unrecognized key: "extra"' },
        ],
      },
    });
  });

  it('forgets between executions what a created tool remembers', async () => {
    const tool = defineTool({
      ...base,
      create: () => {
        let total = 0;
        return { run: () => ({ total: (total += 1) }) };
      },
    });
    const first = tool.create();
    const context = { signal: new AbortController().signal } as never;
    expect([await first.run({}, context), await first.run({}, context)]).toEqual([{ total: 1 }, { total: 2 }]);
    expect(await tool.create().run({}, context)).toEqual({ total: 1 });
  });

  it('is frozen at every depth', () => {
    const input = half.input as { readonly properties: JsonObject };
    expect([half, half.input, input.properties['unit'], half.examples[0]?.input].every(Object.isFrozen)).toBe(true);
  });

  it.each(['', 'Half', '2half', 'half-way', 'half.way', 'h'.repeat(65)])('refuses the name "%s"', (name) => {
    const define = (): unknown => defineTool({ ...base, name, run: () => ({ total: 1 }) });
    expect(define).toThrow(expect.objectContaining({ code: 'validation-failed', evidence: { name } }));
  });

  it('refuses a schema that JSON cannot express when it is defined, not when it runs', () => {
    const define = (): unknown =>
      defineTool({ ...base, output: z.object({ at: z.date() }), run: () => ({ at: new Date() }) });
    expect(define).toThrow('Date cannot be represented in JSON Schema');
  });
});

const base = {
  name: 'counter',
  description: 'Counts.',
  input: z.object({}),
  output: z.object({ total: z.number() }),
};

describe('the types of a tool', () => {
  // Nothing here runs: the type check of the specs fails when one of these lines begins to compile.
  it('refuses results of another shape', () => {
    const input = z.object({ size: z.number() });
    const output = z.object({ method: z.enum(['CREATE', 'UPDATE']), tags: z.array(z.string()) });
    const wrong = [
      // @ts-expect-error total is a number
      () => defineTool({ ...base, run: () => ({ total: 'three' }) }),
      // @ts-expect-error total is missing
      () => defineTool({ ...base, run: () => ({}) }),
      // @ts-expect-error a promise of the wrong shape
      () => defineTool({ ...base, run: async () => ({ total: await Promise.resolve('three') }) }),
      // @ts-expect-error "REMOVE" is none of the two
      () => defineTool({ ...base, output, run: () => ({ method: 'REMOVE', tags: [] }) }),
      // @ts-expect-error tags are texts
      () => defineTool({ ...base, output, run: () => ({ method: 'CREATE', tags: [1] }) }),
      // @ts-expect-error the argument `colour` does not exist
      () => defineTool({ ...base, input, run: ({ colour }) => ({ total: Number(colour) }) }),
      // @ts-expect-error a created tool is held to the same
      () => defineTool({ ...base, create: () => ({ run: () => ({ total: 'three' }) }) }),
      // @ts-expect-error neither run nor create
      () => defineTool({ ...base }),
      // @ts-expect-error an example is held to the schemas too
      () => defineTool({ ...base, examples: [{ input: {}, output: {} }], run: () => ({ total: 1 }) }),
    ];
    expect(wrong).toHaveLength(9);
  });

  it('takes literals, read-only data and promises without a word more than needed', async () => {
    const tags: readonly string[] = ['new'];
    const tool = defineTool({
      ...base,
      output: z.object({
        method: z.enum(['CREATE', 'UPDATE']),
        tags: z.array(z.string()),
        note: z.string().optional(),
      }),
      run: async () => ({ method: tags.length > 1 ? 'UPDATE' : 'CREATE', tags }),
    });
    expect(await runTool(tool, {})).toEqual({ method: 'CREATE', tags: ['new'] });
  });
});
