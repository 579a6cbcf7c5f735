import { describe, expect, it } from '@jest/globals';
import type { CompiledBlueprint, JsonObject } from '@ice/core';
import { completeInputs, maxInputBytes } from './complete-inputs.js';

const type = 'string';
/** What the JSON of `{"x":""}` has beside the text. */
const frame = '{"x":""}'.length;

function complete(inputs: CompiledBlueprint['inputs'], given: JsonObject): JsonObject {
  return completeInputs({ inputs } as CompiledBlueprint, given, '/inputs');
}

function refusalOf(inputs: CompiledBlueprint['inputs'], given: JsonObject): unknown {
  try {
    return complete(inputs, given);
  } catch (refusal) {
    const { code, message, parts } = refusal as { code: string; message: string; parts: { errors: object[] } };
    return { code, message, errors: parts.errors };
  }
}

describe('completeInputs', () => {
  it('fills defaults in', () => {
    expect(complete({ x: { type }, y: { type, default: 'b' } }, { x: 'a' })).toEqual({ x: 'a', y: 'b' });
  });

  it('takes as many bytes as are allowed, and not one more', () => {
    const x = 'a'.repeat(maxInputBytes - frame);
    expect(complete({ x: { type } }, { x })).toEqual({ x });
    const detail = 'The inputs are 262145 bytes of JSON; 262144 are allowed.';
    expect(refusalOf({ x: { type } }, { x: `${x}a` })).toEqual({
      code: 'inputs-too-large',
      message: detail,
      errors: [{ pointer: '/inputs', code: 'inputs-too-large', detail }],
    });
  });

  it('counts bytes, not characters', () => {
    const x = '€'.repeat(Math.ceil(maxInputBytes / 3));
    expect(refusalOf({ x: { type } }, { x })).toMatchObject({ code: 'inputs-too-large' });
  });

  it('counts defaults too', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const inputs = Object.fromEntries(names.map((name) => [name, { type, default: name.repeat(30_000) }]));
    expect(refusalOf(inputs, {})).toMatchObject({ code: 'inputs-too-large' });
    expect(Object.keys(complete(inputs, { a: '' }))).toEqual(names);
  });

  it('says of what is too large only that, whatever else is wrong with it', () => {
    const more = 'a'.repeat(maxInputBytes);
    expect(refusalOf({ x: { type } }, { more })).toMatchObject({ code: 'inputs-too-large' });
  });

  it('says which inputs do not fit, where they stand', () => {
    expect(refusalOf({ x: { type }, y: { type } }, { y: 1, more: true })).toEqual({
      code: 'inputs-invalid',
      message: '3 of the inputs cannot be used.',
      errors: [
        { pointer: '/inputs/more', code: 'unknown-property', detail: expect.stringContaining('no input "more"') },
        { pointer: '/inputs/x', code: 'missing-input', detail: expect.any(String) },
        { pointer: '/inputs/y', code: 'validation-failed', detail: expect.any(String) },
      ],
    });
  });
});
