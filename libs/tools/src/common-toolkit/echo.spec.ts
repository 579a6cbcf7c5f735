import { describe, expect, it } from '@jest/globals';
import { describeType, objectOfTypes, typeOfValue, unknownType, type Type } from '@ice/core';
import { runTool } from '../run-tool.js';
import { echo } from './echo.js';

const typeOf = (input: Type): string => describeType(echo.typeOutput?.(input) ?? unknownType);

describe('echo', () => {
  it.each([[{ value: [1, 'a'] }], [{ value: null }]])('gives back %j', async (input) => {
    expect(await runTool(echo, input)).toEqual(input);
  });

  it('gives null without a value', async () => {
    expect(await runTool(echo, {})).toEqual({ value: null });
  });

  it('gives what has the type of its argument', () => {
    expect(typeOf(typeOfValue({ value: { n: 1 } }))).toBe('{value: {n: 1}}');
    expect(typeOf(objectOfTypes({}))).toBe('{value: null}');
    expect(typeOf(unknownType)).toBe('{value: unknown}');
  });
});
