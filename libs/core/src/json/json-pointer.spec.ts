import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapePointerToken, extendPointer, formatPointer, parsePointer } from './json-pointer.js';

describe('JSON pointers', () => {
  it('escape ~ and / and write positions as numbers', () => {
    expect([escapePointerToken('a/b~c'), escapePointerToken(7)]).toEqual(['a~1b~0c', '7']);
    expect(formatPointer(['nodes', 0, 'tool_args', 'x/y'])).toBe('/nodes/0/tool_args/x~1y');
    expect(extendPointer('/nodes/0', 'id')).toBe('/nodes/0/id');
  });

  it('name the whole document when there are no tokens', () => {
    expect([formatPointer([]), parsePointer('')]).toEqual(['', []]);
  });

  it('refuse what is no pointer', () => {
    expect(['nodes', '/a~', '/a~2b'].map(parsePointer)).toEqual([undefined, undefined, undefined]);
  });

  it('come back from any tokens', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (tokens) => expect(parsePointer(formatPointer(tokens))).toEqual(tokens)),
    );
  });
});
