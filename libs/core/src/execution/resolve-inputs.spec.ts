import { describe, expect, it } from '@jest/globals';
import { blueprintOf, compiled, echo } from '../compile/testing/sample-blueprint.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { resolveInputs } from './resolve-inputs.js';

const declared: JsonObject = {
  city: { type: 'string', minLength: 2 },
  limit: { type: 'integer', minimum: 1, default: 10 },
  note: { type: ['string', 'null'], default: null },
  order: { type: 'object', properties: { lines: { type: 'array', items: { type: 'number' } } }, required: ['lines'] },
};

function resolve(given: JsonObject, inputs: JsonObject = declared) {
  return resolveInputs(compiled(blueprintOf([echo('a')], { inputs })), given);
}

describe('the inputs of an execution', () => {
  it('are what was given, with defaults where nothing was, in the order of the blueprint', () => {
    const resolved = resolve({ order: { lines: [1] }, city: 'Rome' });
    expect(resolved).toEqual({
      ok: true,
      inputs: { city: 'Rome', limit: 10, note: null, order: { lines: [1] } },
    });
    expect(resolved.ok && Object.keys(resolved.inputs)).toEqual(['city', 'limit', 'note', 'order']);
  });

  it('may be given in place of a default, also as null', () => {
    const given = { order: { lines: [] }, city: 'Rome', limit: 3, note: null };
    expect(resolve(given)).toEqual({ ok: true, inputs: given });
  });

  it('are none where none are declared', () => {
    expect(resolve({}, {})).toEqual({ ok: true, inputs: {} });
  });

  it('are refused with everything that is wrong with them at once', () => {
    const resolved = resolve({ order: { lines: [1, 'two'] }, limit: 0, citty: 'Rome' });
    if (resolved.ok) throw new Error('It should not be.');
    expect(resolved.problems.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/citty', 'unknown-property'],
      ['/city', 'missing-input'],
      ['/limit', 'validation-failed'],
      ['/order/lines/1', 'validation-failed'],
    ]);
  });

  it.each<[string, JsonValue, string]>([
    ['has no input "x" (it has: a).', { x: 1, a: 'b' }, '/x'],
    ['The input "a" is required.', {}, '/a'],
  ])('are refused with a sentence: %s', (sentence, given, pointer) => {
    const resolved = resolve(given as JsonObject, { a: { type: 'string' } });
    expect(resolved).toMatchObject({ problems: [{ pointer, message: expect.stringContaining(sentence) }] });
  });

  it('name nothing where there is nothing to name', () => {
    expect(resolve({ x: 1 }, {})).toMatchObject({
      problems: [{ message: 'The blueprint has no input "x" (it has: none).' }],
    });
  });

  it('are own members only: a name that every object has is missing all the same', () => {
    expect(resolve({}, { constructor: {} })).toMatchObject({ problems: [{ code: 'missing-input' }] });
    expect(resolve({ constructor: 1 }, {})).toMatchObject({ problems: [{ code: 'unknown-property' }] });
  });
});
